package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.port.Voucher;
import io.jenkins.plugins.paas.spec.SpecReader;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where an ID token comes from. */
class VouchersTest {
    private static final Platform PLATFORM = SpecReader.platform("platform.yaml", """
            registries: {main: {url: registry.example.com}}
            clusters: {one: {id: 0, environment: test, context: kube, registry: main}}
            """);

    @Test
    void withoutATokenNobodyIsVouchedFor() {
        assertThat(Vouchers.of(with(Map.of()), PLATFORM, Optional.empty())).isSameAs(Voucher.NOBODY);
        assertThat(Vouchers.of(with(Map.of("PAAS_ID_TOKEN", "")), PLATFORM, Optional.empty()))
                .isSameAs(Voucher.NOBODY);
    }

    @Test
    void aTokenIsTakenFromTheUsualVariableOrFromOneThatIsNamed() {
        Voucher usual = Vouchers.of(with(Map.of("PAAS_ID_TOKEN", "x")), PLATFORM, Optional.empty());
        Voucher named = Vouchers.of(with(Map.of("MINE", "x")), PLATFORM, Optional.of("MINE"));

        assertThat(refusal(usual).getMessage()).contains("the ID token in PAAS_ID_TOKEN is not believed");
        assertThat(refusal(named).getMessage()).contains("the ID token in MINE is not believed");
        assertThat(refusal(named).outcome()).isEqualTo(Outcome.NOT_ALLOWED);
    }

    @Test
    void aNamedVariableThatIsNotSetIsAMistake() {
        PaasException refused = catchThrowableOfType(
                PaasException.class,
                () -> Vouchers.of(with(Map.of("PAAS_ID_TOKEN", "x")), PLATFORM, Optional.of("MINE")));

        assertThat(refused.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(refused.getMessage()).contains("the variable MINE, named by --id-token-env, is not set");
    }

    private static PaasException refusal(Voucher voucher) {
        return catchThrowableOfType(PaasException.class, voucher::vouch);
    }

    private static Surroundings with(Map<String, String> env) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Surroundings(
                env, Path.of("/"), InputStream.nullInputStream(), nowhere, nowhere, false, InstantSource.system());
    }
}
