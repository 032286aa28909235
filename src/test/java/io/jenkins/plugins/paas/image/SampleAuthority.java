package io.jenkins.plugins.paas.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Certificates made by the JDK's keytool. */
final class SampleAuthority {
    private SampleAuthority() {}

    /** A root that is valid for ten years from a day such as {@code 2020/01/01}; returns its PEM. */
    static String root(Path folder, String name, String from, int days) {
        return certificate(folder, name, from, days, "-ext", "bc:c=ca:true");
    }

    /** A server's certificate, signed by itself. */
    static String server(Path folder, String name) {
        return certificate(folder, name, "2020/01/01", 36_500, "-ext", "bc=ca:false");
    }

    private static String certificate(Path folder, String name, String from, int days, String... more) {
        Path store = folder.resolve(name.replaceAll("\\W", "") + from.replace("/", "") + ".p12");
        Path pem = folder.resolve(store.getFileName() + ".pem");
        keytool(
                store,
                List.of(
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name),
                List.of("-startdate", from + " 00:00:00", "-validity", String.valueOf(days)),
                List.of(more));
        keytool(store, List.of("-exportcert", "-rfc", "-alias", "a", "-file", pem.toString()));
        try {
            return Files.readString(pem);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @SafeVarargs
    private static void keytool(Path store, List<String>... parts) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (List<String> part : parts) {
            words.addAll(part);
        }
        words.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "changeit"));
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(out);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
