package dev.taizhang.night;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server on this machine, with what it has received. */
final class MailServer implements SimpleMessageListener, AutoCloseable {
    static final String USER = "taizhang@office.example";
    static final String PASSWORD = "口令 s3cret";

    private final SMTPServer server;
    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();

    private MailServer(UnaryOperator<SMTPServer.Builder> form) {
        server = form.apply(SMTPServer.port(0)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .simpleMessageListener(this))
                .build();
        server.start();
    }

    static MailServer open(UnaryOperator<SMTPServer.Builder> form) {
        return new MailServer(form);
    }

    /** Requires the user above with the password above. */
    static SMTPServer.Builder withLogin(SMTPServer.Builder server) {
        return server.requireAuth().authenticationHandlerFactory(
                        new EasyAuthenticationHandlerFactory((user, password, context) -> {
                            if (!user.equals(USER) || !password.equals(PASSWORD)) {
                                throw new LoginFailedException("5.7.8 unknown user or\n wrong password");
                            }
                        }));
    }

    @Override
    public boolean accept(String from, String recipient) {
        return true;
    }

    @Override
    public void deliver(String from, String recipient, InputStream data) throws IOException {
        received.add(data.readAllBytes());
        recipients.add(recipient);
    }

    int port() {
        return server.getPortAllocated();
    }

    /** Returns the addresses that have received a text, once for each. */
    List<String> recipients() {
        return List.copyOf(recipients);
    }

    /** Returns the texts, once for each recipient, and forgets them. */
    List<MimeMessage> taken() {
        List<MimeMessage> messages =
                received.stream().map(MailServer::message).toList();
        received.clear();
        return messages;
    }

    private static MimeMessage message(byte[] data) {
        try {
            return new MimeMessage(null, new ByteArrayInputStream(data));
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
