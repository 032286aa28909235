package io.jenkins.plugins.paas.adapter.kube;

import java.security.NoSuchAlgorithmException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;

/**
 * Has the JVM start parts of TLS before a handshake needs them, on a thread that would else wait for that handshake. What fails
 * here is met again, and told, by the connection itself.
 */
final class TlsClasses {
    /** The JDK's own authorities; it reads all of them to see whether a server's is one, and no other way leads there. */
    private static final String AUTHORITIES = "sun.security.util.AnchorCertificates";

    private TlsClasses() {}

    /** Protocols and ciphers. */
    static void protocols() {
        try {
            SSLContext unused = SSLContext.getInstance("TLS");
        } catch (NoSuchAlgorithmException | LinkageError e) {
            failed(e);
        }
    }

    /** What the check of a server's certificate reads. */
    static void authorities() {
        try {
            Class<?> unused = Class.forName(AUTHORITIES);
        } catch (ClassNotFoundException | LinkageError e) {
            // Another Java may have it elsewhere.
            failed(e);
        }
    }

    private static void failed(Throwable e) {
        Logger.getLogger(TlsClasses.class.getName()).log(Level.FINE, "TLS was not started in advance", e);
    }
}
