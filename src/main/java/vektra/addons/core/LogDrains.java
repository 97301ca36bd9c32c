package vektra.addons.core;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import vektra.model.logs.Drain;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.Service;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.LogDrain;

/** The available services that ship lines; each is only made when it is asked for, as providers are. */
public final class LogDrains {
    private final Map<String, Supplier<LogDrain>> makers;
    private final Duration patience;
    private final Map<String, LogDrain> made = new ConcurrentHashMap<>();

    /**
     * The services.
     *
     * @param patience how long a destination may take to answer when it is tried
     */
    public LogDrains(Map<String, Supplier<LogDrain>> makers, Duration patience) {
        this.makers = new TreeMap<>(makers);
        this.patience = patience;
    }

    /** The names of the services, sorted. */
    public Set<String> names() {
        return makers.keySet();
    }

    /** The kind of a drain; empty when no service of that name ships lines. */
    public Optional<LogDrain> find(ServiceName name) {
        return Optional.ofNullable(makers.get(name.value()))
                .map(maker -> made.computeIfAbsent(name.value(), key -> maker.get()));
    }

    /** The kind of a drain that this home has; one of a kind that this version lacks is UNAVAILABLE. */
    public LogDrain of(ServiceName name) {
        return find(name)
                .orElseThrow(() -> VektraException.unavailable(
                        "this Vektra has no service " + name + " that ships log lines",
                        "use the version that the drain was made with",
                        null));
    }

    /** The config vars that every app sees, under the names that the drain's own name gives them. */
    public Map<String, String> vars(Drain drain) {
        LogDrain kind = of(drain.service());
        Service service = kind.service();
        boolean usual = drain.name().value().equals(drain.service().value());
        AttachmentName as =
                usual ? service.attachment() : AttachmentName.typed(drain.name().value());
        return service.varsFor(as, kind.vars(drain));
    }

    /** Connects to the destination and closes; UNAVAILABLE with the reason when it cannot be reached or trusted. */
    public void reach(Drain drain) {
        // some answers can only be waited for; giving up leaves a thread that ends with the process
        FutureTask<Void> tried = new FutureTask<>(() -> {
            of(drain.service()).connect(drain, () -> {}).close();
            return null;
        });
        Thread thread = new Thread(tried, "reach " + drain.name());
        thread.setDaemon(true);
        thread.start();
        try {
            tried.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw VektraException.unavailable(
                    drain.target() + " does not answer within " + patience.toSeconds() + " seconds",
                    Text.of("give it more with ", Input.of("timeout")),
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof VektraException reason ? reason : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted while connecting to " + drain.target(), null, e);
        }
    }
}
