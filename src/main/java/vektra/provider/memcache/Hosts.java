package vektra.provider.memcache;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.service.HostPort;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** The hosts of one memcache server; each must answer, for an app spreads its keys over all of them. */
record Hosts(List<HostPort> hosts, Duration patience) {
    /** Something to ask of one host. */
    interface Question<T> {
        T ask(Conversation conversation) throws IOException;
    }

    /** The answers in the order of the hosts; the first host that gives none is UNAVAILABLE and named. */
    <T> List<T> each(Question<T> question) {
        List<T> answers = new ArrayList<>();
        for (HostPort host : hosts) {
            try (Conversation conversation = new Conversation(host, patience)) {
                answers.add(question.ask(conversation));
            } catch (SocketTimeoutException e) {
                throw unavailable(
                        host, "does not answer within " + seconds(), "it hangs, or a firewall drops the packets", e);
            } catch (UnknownHostException e) {
                throw unavailable(host, "cannot be reached: no host of that name", null, e);
            } catch (EOFException e) {
                throw unavailable(
                        host, "closes the connection", "it may require a login, which MEMCACHE_HOSTS cannot hold", e);
            } catch (ProtocolException e) {
                throw unavailable(host, "does not answer as a memcached would: " + e.getMessage(), hint(e), e);
            } catch (IOException e) {
                throw unavailable(host, "cannot be reached: " + e.getMessage(), null, e);
            }
        }
        return answers;
    }

    private static VektraException unavailable(
            HostPort host, String what, @Nullable CharSequence hint, IOException cause) {
        return VektraException.unavailable("memcache at " + host + " " + what, hint, cause);
    }

    private static @Nullable CharSequence hint(ProtocolException e) {
        String answer = String.valueOf(e.getMessage());
        if (answer.contains("unauthenticated")) {
            return "it requires a login, which MEMCACHE_HOSTS cannot hold";
        }
        return answer.contains("Too many open connections")
                ? Text.of("raise its ", Input.of(MemcacheService.MAX_CONNECTIONS))
                : null;
    }

    private String seconds() {
        return BigDecimal.valueOf(patience.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
