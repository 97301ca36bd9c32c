package vektra.provider.toy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/** Asks a toy's server, as the user that a URL names; where a service has a driver, that does this. */
record ToyWire(Secret url, Duration timeout) {
    /** The answer; none, or a refusal, is UNAVAILABLE, and names no secret. */
    String ask(String... words) {
        URI to = URI.create(url.reveal());
        int millis = (int) timeout.toMillis();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(to.getHost(), to.getPort()), millis);
            socket.setSoTimeout(millis);
            Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
            out.write("AUTH " + to.getUserInfo().replace(":", " ") + " " + to.getPath() + "\n");
            out.write(String.join(" ", words) + "\n");
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String answer = "OK".equals(in.readLine()) ? in.readLine() : null;
            if (answer == null || answer.equals("NO")) {
                throw VektraException.refused("the toy at " + address(to) + " refused " + words[0], null, null);
            }
            return answer;
        } catch (IOException e) {
            throw VektraException.unavailable("the toy at " + address(to) + " does not answer", null, e);
        }
    }

    private static String address(URI to) {
        return to.getHost() + ":" + to.getPort();
    }
}
