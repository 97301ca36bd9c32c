package vektra.provider.redis;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import vektra.model.service.ConfigVar;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Shown;
import vektra.provider.redis.wire.Failures;
import vektra.provider.redis.wire.RedisUrl;
import vektra.spi.Ability;
import vektra.tls.Contexts;

/**
 * Logs in as an app and has its own database answer. All is said at once on a plain socket: a driver would cost more than
 * the server.
 *
 * @param authority the file by which managed servers that require TLS are verified
 */
record Trial(Path authority) implements Ability.Monitored {
    private static final int LONGEST_LINE = 1024;

    @Override
    public void check(Server server, Map<String, String> vars, Duration timeout) {
        String given = ConfigVar.required(vars, "REDIS_URL");
        int slash = given.lastIndexOf('/');
        RedisUrl url = RedisUrl.parse(given.substring(0, slash));
        List<List<String>> commands = new ArrayList<>();
        if (!url.user().isEmpty()) {
            commands.add(List.of("AUTH", url.user(), url.password().reveal()));
        }
        commands.add(List.of("SELECT", given.substring(slash + 1)));
        commands.add(List.of("PING"));
        try (Socket socket = new Socket()) {
            talk(connected(socket, server, url, Math.toIntExact(timeout.toMillis())), commands);
        } catch (IOException e) {
            throw Failures.of(url, timeout, new JedisConnectionException(e));
        } catch (JedisDataException e) {
            throw Failures.of(url, timeout, e);
        }
    }

    private Socket connected(Socket socket, Server server, RedisUrl url, int millis) throws IOException {
        HostPort at = url.address();
        InetSocketAddress address = new InetSocketAddress(at.host(), at.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException(at.host());
        }
        socket.connect(address, millis);
        socket.setSoTimeout(millis);
        if (!url.tls()) {
            return socket;
        }
        SSLSocketFactory trust = server.requiresTls()
                ? Contexts.client(authority).getSocketFactory()
                : (SSLSocketFactory) SSLSocketFactory.getDefault();
        return Contexts.verified(trust, socket, at.host(), at.port());
    }

    private static void talk(Socket socket, List<List<String>> commands) throws IOException {
        StringBuilder said = new StringBuilder();
        for (List<String> words : commands) {
            said.append('*').append(words.size()).append("\r\n");
            for (String word : words) {
                int length = word.getBytes(StandardCharsets.UTF_8).length;
                said.append('$').append(length).append("\r\n").append(word).append("\r\n");
            }
        }
        socket.getOutputStream().write(said.toString().getBytes(StandardCharsets.UTF_8));
        InputStream in = new BufferedInputStream(socket.getInputStream(), LONGEST_LINE);
        for (List<String> words : commands) {
            String answer = line(in);
            if (answer.startsWith("-")) {
                throw new JedisDataException(answer.substring(1));
            }
            if (!answer.equals(words.get(0).equals("PING") ? "+PONG" : "+OK")) {
                throw new JedisDataException("its answer is not understood: " + Shown.quoted(answer));
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == LONGEST_LINE) {
                throw new EOFException("it answered no line");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
