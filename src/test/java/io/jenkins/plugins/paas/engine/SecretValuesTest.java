package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not shown. */
class SecretValuesTest {
    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD, hunter2",
        "PASS, hunter2",
        "PGPASSWORD, hunter2",
        "dbPassword, hunter2",
        "clientSecret, 123",
        "stripe.api.key, 123",
        "SECRET_KEY_BASE, 123",
        "BLOB, AccountName=a;AccountKey=b",
        "apiKey, 123",
        "SPRING_DATASOURCE_PASSWORD, x",
        "DATABASE_URL, postgres://orders:hunter2@db/orders",
        "JAVA_OPTS, -Dpassword=hunter2",
        "KEY_FILE, -----BEGIN RSA PRIVATE KEY-----",
        "application.yaml, 'password: hunter2'",
        "HEADER, eyJhbGciOiJIUzI1NiJ9.e30.x"
    })
    void knowsAVariableThatIsMostLikelyASecret(String name, String value) {
        assertThat(SecretValues.inTheOpen(name, value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "LOG_LEVEL, debug",
        "PASSWORD_FILE, /run/secrets/db",
        "TOKEN_URL, https://sso.example.com/token",
        "MAX_TOKENS, 5",
        "COMPASS, north",
        "DB_PASSWORD, ''",
        "DATABASE_URL, postgres://db:5432/orders",
        "application.properties, 'password = ${DB_PASSWORD}'",
        "application.yaml, 'password: \"${DB_PASSWORD}\"'",
        "PWD, /app",
        "JAVA_OPTS, -Dpassword=${DB_PASSWORD}"
    })
    void leavesOthersAlone(String name, String value) {
        assertThat(SecretValues.inTheOpen(name, value)).isFalse();
    }

    @Test
    void neverShowsWhatStandsInASecret() {
        FieldChange shown =
                SecretValues.shown("Secret", FieldChange.of("data.password", Optional.of("b25l"), Optional.of("dHdv")));

        assertThat(shown.hidden()).isTrue();
        assertThat(shown.before()).isEmpty();
        assertThat(shown.after()).isEmpty();
        assertThat(shown.what()).isEqualTo(FieldChange.What.CHANGED);
    }

    @Test
    void hidesAVariableByItsNameAndShowsOthers() {
        String path = "spec.template.spec.containers[web].env[%s].value";

        assertThat(SecretValues.shown(
                                "Deployment",
                                FieldChange.of(path.formatted("DB_PASSWORD"), Optional.of("a"), Optional.of("b")))
                        .hidden())
                .isTrue();
        assertThat(SecretValues.shown(
                        "Deployment", FieldChange.of(path.formatted("LOG_LEVEL"), Optional.of("a"), Optional.of("b"))))
                .satisfies(field -> assertThat(field.after()).contains("b"));
    }
}
