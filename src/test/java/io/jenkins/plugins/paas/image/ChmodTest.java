package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.PaasException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChmodTest {
    private static final Location AT = new Location("Dockerfile", 2, 14);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "755 | 640 | 755",
                "04755 | 640 | 4755",
                "0 | 640 | 0",
                "u+x | 640 | 740",
                "+x | 640 | 751",
                "a-x | 755 | 644",
                "g+w,o-r | 644 | 660",
                "u+x-w | 644 | 544",
                "u=rwX,go=rX | 640 | 644",
                "u=rwX,go=rX | 740 | 755",
                "a=r,u+w,g=u | 640 | 664",
                "u=rwx,g=o | 640 | 700",
                "o=u | 640 | 646",
                "u+s,+t | 644 | 5644",
                "g+s | 755 | 2755",
                "o+t | 755 | 1755",
                "u-s | 4755 | 755",
                "go= | 755 | 700",
            })
    void changesTheModeOfAFile(String written, String before, String after) {
        assertThat(Integer.toOctalString(Chmod.read(written, AT).of(Integer.parseInt(before, 8), false)))
                .isEqualTo(after);
    }

    @Test
    void aCapitalXIsForFoldersAndForWhatMayRunAlready() {
        assertThat(Chmod.read("a+X", AT).of(0640, true)).isEqualTo(0751);
        assertThat(Chmod.read("a+X", AT).of(0640, false)).isEqualTo(0640);
        assertThat(Chmod.read("a+X", AT).of(0740, false)).isEqualTo(0751);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u+q", "x", "+x,", "888", "10000", "77777", "", "u", "rwx"})
    void refusesWhatIsNoModeAndSaysWhere(String written) {
        assertThatThrownBy(() -> Chmod.read(written, AT))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.problems().get(0).where()).contains(AT))
                .hasMessageContaining("--chmod=" + written + " is no mode");
    }
}
