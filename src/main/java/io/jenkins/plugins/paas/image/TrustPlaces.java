package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts certificate authorities where the programs of an image look for them, and takes away those that were there. Links of the
 * base stay links, and what they lead to is written.
 */
final class TrustPlaces {
    static final String BUNDLE = "/etc/ssl/certs/ca-certificates.crt";

    private static final String CERTIFICATES = "/etc/ssl/certs";
    private static final String JAVA = "/etc/ssl/certs/java/cacerts";

    /** Where OpenSSL was built to look, in Alpine, Debian, Red Hat and when built by hand; {@code cert.pem} is its bundle. */
    private static final List<String> OPENSSL =
            List.of("/etc/ssl", "/usr/lib/ssl", "/etc/ssl1.1", "/etc/pki/tls", "/usr/local/ssl");

    /** Bundles under other names, written where a base has them. */
    private static final List<String> OTHERS = List.of(
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
            "/etc/ssl/ca-bundle.pem",
            "/etc/ssl/certs/ca-bundle.crt");

    private static final int MODE = 0644;

    private final ImageFiles files;
    private final Writing writing;
    private final Node pem;
    private final Node java;
    private final Node nothing;
    private final Location at = new Location("build.trust", 1, 1);

    /**
     * Places in an image.
     *
     * @param files of the image so far; changed
     * @param pem the bundle
     * @param java the trust store
     * @param nothing an empty file
     */
    TrustPlaces(ImageFiles files, Path pem, Path java, Path nothing) {
        this.files = files;
        this.writing = new Writing(files);
        this.pem = new Node.File(MODE, Owner.ROOT, pem);
        this.java = new Node.File(MODE, Owner.ROOT, java);
        this.nothing = new Node.File(MODE, Owner.ROOT, nothing);
    }

    /** The layer that does it. */
    ImagePlan.Layer layer(Optional<String> named) {
        Set<String> stores = stores();
        Set<String> bundles = bundles(named);
        hideSingleCertificates();
        bundles.forEach(path -> put(path, pem));
        stores.forEach(path -> put(path, java));
        for (String folder : OPENSSL) {
            openssl(folder);
        }
        return writing.layer("trust").orElseThrow();
    }

    /** What programs are told by variables: OpenSSL's of any builder, Node.js, and our own init. */
    static Map<String, String> variables(Map<String, String> before) {
        Map<String, String> variables = new LinkedHashMap<>(before);
        variables.putIfAbsent("SSL_CERT_FILE", BUNDLE);
        variables.putIfAbsent("NODE_EXTRA_CA_CERTS", BUNDLE);
        variables.put("PAAS_TRUST", "only");
        return variables;
    }

    private Set<String> bundles(Optional<String> named) {
        Set<String> bundles = new TreeSet<>();
        bundles.add(real(BUNDLE));
        OTHERS.stream().filter(this::leadsToAFile).map(this::real).forEach(bundles::add);
        named.filter(path -> path.startsWith("/"))
                .map(path -> ImageFolder.resolve("/", path))
                .map(this::real)
                .ifPresent(bundles::add);
        return bundles;
    }

    /** Those of every Java in the image; the first name is preferred by Java where it is there. */
    private Set<String> stores() {
        Set<String> stores = new TreeSet<>();
        stores.add(real(JAVA));
        files.all().keySet().stream()
                .filter(path -> path.endsWith("/lib/security/jssecacerts") || path.endsWith("/lib/security/cacerts"))
                .map(this::real)
                .forEach(stores::add);
        return stores;
    }

    /** OpenSSL and Go read every certificate of this folder, not the bundle alone. */
    private void hideSingleCertificates() {
        String folder = Links.follow(files, CERTIFICATES, at);
        List<String> names = files.names(folder);
        if (!names.isEmpty()) {
            names.forEach(name -> files.remove(ImageFolder.child(folder, name)));
            writing.put(folder, files.at(folder).orElse(Node.Folder.USUAL), Owner.ROOT, at);
            writing.hideBelow(folder, nothing);
        }
    }

    private void openssl(String folder) {
        boolean there = files.at(Links.follow(files, folder, at))
                .filter(Node.Folder.class::isInstance)
                .isPresent();
        if (!there && !folder.equals(OPENSSL.get(0))) {
            return;
        }
        String file = folder + "/cert.pem";
        String real = real(file);
        if (real.equals(real(BUNDLE))) {
            return;
        }
        Optional<Node> before = files.at(real);
        put(real, before.isPresent() ? pem : new Node.Link(Owner.ROOT, BUNDLE));
    }

    private void put(String path, Node node) {
        writing.put(path, node, Owner.ROOT, at);
    }

    private boolean leadsToAFile(String path) {
        return files.at(real(path)).filter(Node.File.class::isInstance).isPresent();
    }

    private String real(String path) {
        return Links.follow(files, path, at);
    }
}
