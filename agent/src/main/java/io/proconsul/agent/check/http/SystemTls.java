package io.proconsul.agent.check.http;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Java's own TLS. The contexts are made when first needed: most agents never check over TLS. */
final class SystemTls implements Tls {
    private volatile @Nullable SSLContext verifying;
    private volatile @Nullable SSLContext trusting;

    @Override
    public Socket secured(Socket plain, String host, int port, boolean skipVerify)
            throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        context(skipVerify)
                                .getSocketFactory()
                                .createSocket(plain, host, port, true);
        if (!skipVerify) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        try {
            socket.startHandshake();
            return socket;
        } catch (SSLException failure) {
            throw new IOException(text(failure, host), failure);
        }
    }

    private SSLContext context(boolean skipVerify) {
        SSLContext known = skipVerify ? trusting : verifying;
        if (known != null) {
            return known;
        }
        SSLContext made = made(skipVerify);
        if (skipVerify) {
            trusting = made;
        } else {
            verifying = made;
        }
        return made;
    }

    private static SSLContext made(boolean skipVerify) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, skipVerify ? new TrustManager[] {new TrustsAnybody()} : null, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java has TLS", impossible);
        }
    }

    private static String text(SSLException failure, String host) {
        String message = String.valueOf(failure.getMessage());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException) {
                return "x509: certificate signed by unknown authority";
            }
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return "tls: first record does not look like a TLS handshake";
        }
        if (message.contains("No subject alternative") || message.contains("No name matching")) {
            return "x509: certificate is not valid for " + host;
        }
        return "remote error: tls: " + message;
    }

    /** For checks that ask not to verify ({@code tls_skip_verify}). */
    private static final class TrustsAnybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String auth, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String auth, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String auth, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String auth, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String auth) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String auth) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
