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

/**
 * The hosts of one memcache server, over which an app spreads its keys. Once it is adopted, a host that is away stops
 * nothing while another one answers: the app's client goes on without it.
 *
 * @param all whether each must answer
 */
record Hosts(List<HostPort> hosts, Duration patience, boolean all) {
    /** Something to ask of one host. */
    interface Question<T> {
        T ask(Conversation conversation) throws IOException;
    }

    /** The answers in the order of the hosts; a host that must answer and does not is UNAVAILABLE and named. */
    <T> List<T> each(Question<T> question) {
        List<T> answers = new ArrayList<>();
        List<VektraException> away = new ArrayList<>();
        for (HostPort host : hosts) {
            try {
                answers.add(ask(host, question));
            } catch (VektraException e) {
                if (all || !isAway(e)) {
                    throw e;
                }
                away.add(e);
            }
        }
        if (answers.isEmpty()) {
            throw away.get(0);
        }
        return answers;
    }

    /** Why the hosts that are away do not answer, one sentence each. */
    List<String> away() {
        List<String> away = new ArrayList<>();
        for (HostPort host : hosts) {
            try {
                ask(host, Conversation::version);
            } catch (VektraException e) {
                away.add(String.valueOf(e.getMessage()));
            }
        }
        return away;
    }

    /** One that answers in another way than a memcached would is there, and wrong. */
    private static boolean isAway(VektraException e) {
        return !(e.getCause() instanceof ProtocolException) && !(e.getCause() instanceof EOFException);
    }

    private <T> T ask(HostPort host, Question<T> question) {
        try (Conversation conversation = new Conversation(host, patience)) {
            return question.ask(conversation);
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
