package io.proconsul.cli.client;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The secure connection the settings ask for. Nothing of it is loaded for plain HTTP. */
final class TlsFiles {
    private static final char[] NO_PASSWORD = new char[0];

    private TlsFiles() {}

    /**
     * Finds files that are not there before anything is sent, as the original does even for plain
     * HTTP.
     */
    static void check(ClientSettings settings) throws IOException {
        missing(settings.caFile(), "Error loading CA File: open ");
        missing(settings.caPath(), "lstat ");
        if (settings.clientCert().isEmpty() != settings.clientKey().isEmpty()) {
            throw new IOException("both client cert and client key must be provided");
        }
        missing(settings.clientCert(), "open ");
        missing(settings.clientKey(), "open ");
    }

    private static void missing(String file, String before) throws IOException {
        if (!file.isEmpty() && !Files.exists(Path.of(file))) {
            throw new IOException(before + file + ": no such file or directory");
        }
    }

    static Socket wrap(Socket socket, AgentAddress address, ClientSettings settings)
            throws IOException {
        String name =
                settings.tlsServerName().isEmpty() ? address.host() : settings.tlsServerName();
        try {
            var secure =
                    (SSLSocket)
                            context(settings)
                                    .getSocketFactory()
                                    .createSocket(socket, name, address.port(), true);
            SSLParameters parameters = secure.getSSLParameters();
            if (settings.verify()) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            if (!settings.tlsServerName().isEmpty()) {
                parameters.setServerNames(List.of(new SNIHostName(name)));
            }
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        } catch (GeneralSecurityException failure) {
            throw new IOException("setting up TLS: " + failure.getMessage(), failure);
        }
    }

    private static SSLContext context(ClientSettings settings)
            throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(settings), settings.verify() ? trust(settings) : trustAnybody(), null);
        return context;
    }

    private static TrustManager @Nullable [] trust(ClientSettings settings)
            throws GeneralSecurityException, IOException {
        List<Certificate> authorities = new ArrayList<>();
        if (!settings.caFile().isEmpty()) {
            authorities.addAll(certificates(Path.of(settings.caFile())));
        }
        if (!settings.caPath().isEmpty()) {
            try (var files = Files.list(Path.of(settings.caPath()))) {
                for (Path file : files.sorted().toList()) {
                    authorities.addAll(certificates(file));
                }
            }
        }
        if (authorities.isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("ca-" + i, authorities.get(i));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(ClientSettings settings)
            throws GeneralSecurityException, IOException {
        if (settings.clientCert().isEmpty() || settings.clientKey().isEmpty()) {
            return null;
        }
        Certificate[] chain =
                certificates(Path.of(settings.clientCert())).toArray(new Certificate[0]);
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client",
                key(Path.of(settings.clientKey()), chain[0].getPublicKey().getAlgorithm()),
                NO_PASSWORD,
                chain);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static PrivateKey key(Path file, String algorithm)
            throws GeneralSecurityException, IOException {
        String pem = Files.readString(file);
        int begin = pem.indexOf("-----BEGIN PRIVATE KEY-----");
        int end = pem.indexOf("-----END PRIVATE KEY-----");
        if (begin < 0 || end < 0) {
            throw new IOException(
                    file
                            + ": not a key in PKCS #8 form; convert it with: openssl pkcs8 -topk8"
                            + " -nocrypt");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + 27, end));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    /** Only when the user turned verification off. */
    private static TrustManager[] trustAnybody() {
        return new TrustManager[] {
            new X509TrustManager() {
                @Override
                public void checkClientTrusted(X509Certificate[] chain, String type) {}

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type) {}

                @Override
                public X509Certificate[] getAcceptedIssuers() {
                    return new X509Certificate[0];
                }
            }
        };
    }
}
