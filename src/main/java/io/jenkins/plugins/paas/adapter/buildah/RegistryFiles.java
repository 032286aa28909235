package io.jenkins.plugins.paas.adapter.buildah;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.RegistryLogins;
import io.jenkins.plugins.paas.port.RegistryLogins.Access;
import io.jenkins.plugins.paas.port.RegistryLogins.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Files that tell a tool how to reach the registries of the images that it fetches. Passwords go by a file, since arguments are
 * seen by everybody on the machine.
 *
 * @param folder holds {@code config.json} in Docker's words, which all tools read
 * @param registries in buildah's words, where a registry speaks plain HTTP
 */
record RegistryFiles(Path folder, Optional<Path> registries) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HUB = "docker.io";

    /** Writes them into a folder that nobody else can read. */
    static RegistryFiles write(Path folder, List<String> images, RegistryLogins logins) throws IOException {
        List<Access> all = images.stream().map(logins::of).distinct().toList();
        ObjectNode config = JSON.createObjectNode();
        ObjectNode auths = config.putObject("auths");
        for (Access access : all) {
            access.login().ifPresent(login -> add(auths, access.repository(), login));
        }
        RegistryFiles files = new RegistryFiles(folder, insecure(folder, all));
        Files.createFile(
                files.config(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(files.config(), JSON.writeValueAsBytes(config), StandardOpenOption.TRUNCATE_EXISTING);
        return files;
    }

    Path config() {
        return folder.resolve("config.json");
    }

    /** Makes more of a user's own configuration known in the folder, as far as it is there. */
    void link(Path from, List<String> names) {
        for (String name : names) {
            try {
                if (Files.exists(from.resolve(name))) {
                    Files.createSymbolicLink(folder.resolve(name), from.resolve(name));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The passwords go as soon as they have served. */
    void forget() throws IOException {
        Files.deleteIfExists(config());
    }

    /** The first one of a host is for all of it, since BuildKit and Docker know none for a repository alone. */
    private static void add(ObjectNode auths, Repository repository, Login login) {
        String host = repository.host();
        Set<String> wide = host.equals(HUB) ? Set.of(HUB, "https://index.docker.io/v1/") : Set.of(host);
        Set<String> names = auths.has(host) ? Set.of(repository.toString()) : wide;
        String pair = login.user() + ":" + login.password();
        for (String name : names) {
            ObjectNode auth = auths.putObject(name);
            if (login.token()) {
                auth.put("identitytoken", login.password());
            } else {
                auth.put("auth", Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static Optional<Path> insecure(Path folder, List<Access> all) throws IOException {
        StringBuilder text = new StringBuilder("unqualified-search-registries = [\"docker.io\"]\n");
        List<String> hosts = all.stream()
                .filter(Access::insecure)
                .map(access -> access.repository().host())
                .distinct()
                .toList();
        hosts.forEach(
                host -> text.append("[[registry]]\nlocation = \"").append(host).append("\"\ninsecure = true\n"));
        return hosts.isEmpty()
                ? Optional.empty()
                : Optional.of(Files.writeString(folder.resolve("registries.conf"), text));
    }
}
