package io.jenkins.plugins.paas.adapter.kube;

import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * Makes the JVM load and start what the first connection needs: TLS with its key exchange, and the HTTP client. On a second
 * core it is done while the command's files are read; without it they would wait for each other.
 */
final class WarmUp implements Runnable {
    @Override
    public void run() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            greet(context.createSSLEngine("warm-up", 443));
            HttpClient unused = HttpClient.newBuilder().sslContext(context).build();
        } catch (GeneralSecurityException | SSLException e) {
            // The first connection meets it again, and tells it where somebody listens.
            Logger.getLogger(WarmUp.class.getName()).log(Level.FINE, "nothing was warmed up", e);
        }
    }

    /** The first message of a handshake, which goes nowhere: the keys for it are real. */
    private static void greet(SSLEngine engine) throws SSLException {
        engine.setUseClientMode(true);
        engine.beginHandshake();
        var unused = engine.wrap(
                ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    }
}
