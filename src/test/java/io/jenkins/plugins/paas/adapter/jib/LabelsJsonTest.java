package io.jenkins.plugins.paas.adapter.jib;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsJsonTest {
    @Test
    void theDigestOfTheConfigurationIsFoundBehindOtherMembers() throws IOException {
        assertThat(digest(
                        "{'schemaVersion':2,'layers':[{'digest':'sha256:2'}],'config':{'size':7,'digest':'sha256:1'}}"))
                .isEqualTo("sha256:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "{'config':null}",
                "{'config':{'digest':7}}",
                "{'manifests':[{'digest':'sha256:1'}]}"
            })
    void aManifestWithoutAConfigurationNamesNone(String manifest) throws IOException {
        assertThat(digest(manifest)).isEmpty();
    }

    @Test
    void labelsAreFoundBehindWhateverElseAConfigurationHolds() throws IOException {
        assertThat(
                        labels(
                                "{'architecture':'amd64','config':{'Env':[null,'A=B'],'Labels':{'a':'1','b':null,'c':{'d':'2'},'e':'3'},'User':'0'}}"))
                .isEqualTo(Map.of("a", "1", "e", "3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "{'config':{}}",
                "{'config':{'Labels':null}}",
                "{'container_config':{'Labels':{'a':'1'}}}"
            })
    void aConfigurationWithoutLabelsHasNone(String config) throws IOException {
        assertThat(labels(config)).isEmpty();
    }

    @Test
    void whatIsNoJsonIsAFailure() {
        assertThatThrownBy(() -> labels("<html>")).isInstanceOf(IOException.class);
    }

    private static String digest(String manifest) throws IOException {
        return LabelsJson.configDigest(manifest.replace('\'', '"').getBytes(UTF_8));
    }

    private static Map<String, String> labels(String config) throws IOException {
        return LabelsJson.labels(config.replace('\'', '"').getBytes(UTF_8));
    }
}
