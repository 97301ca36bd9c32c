package vektra.server.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;
import vektra.spi.Progress;

/**
 * An image, fetched when the engine does not have it.
 *
 * @param name with its tag
 */
record Image(Engine engine, String name, Progress progress) {
    private static final int MINUTES = 15;

    /** The same name with the tag that is meant when there is none: without one, every tag would be fetched. */
    static String tagged(String name) {
        boolean exact = name.indexOf('@') >= 0 || name.indexOf(':', name.lastIndexOf('/') + 1) >= 0;
        return exact ? name : name + ":latest";
    }

    void ensure() {
        if (engine.find(client -> client.inspectImageCmd(name).exec()).isPresent()) {
            return;
        }
        progress.doing("pulling " + name);
        String failure = pull();
        if (failure != null) {
            throw VektraException.unavailable(
                    "the image " + name + " is missing and cannot be pulled: " + failure,
                    "pull it, then try again: docker pull " + name,
                    null);
        }
    }

    /** Null when it is here now, else why not. */
    private @Nullable String pull() {
        Optional<Pulling> pulled = engine.find(client -> {
            Pulling pulling = client.pullImageCmd(name).exec(new Pulling(progress, name));
            try {
                if (!pulling.awaitCompletion(MINUTES, TimeUnit.MINUTES)) {
                    pulling.failure = "it takes longer than " + MINUTES + " minutes";
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                pulling.failure = "interrupted";
            } catch (RuntimeException e) {
                pulling.failure = Engine.reason(e);
            }
            return pulling;
        });
        return pulled.isPresent() ? pulled.get().failure : "there is no such image";
    }

    /** Tells how it goes. */
    private static final class Pulling extends ResultCallback.Adapter<PullResponseItem> {
        private final Progress progress;
        private final String name;
        private final Set<String> layers = new HashSet<>();
        private final Set<String> whole = new HashSet<>();
        private volatile @Nullable String failure;

        Pulling(Progress progress, String name) {
            this.progress = progress;
            this.name = name;
        }

        @Override
        public void onNext(PullResponseItem item) {
            if (item.getErrorDetail() != null) {
                failure = String.valueOf(item.getErrorDetail().getMessage());
            }
            String status = String.valueOf(item.getStatus());
            if (item.getId() != null && status.startsWith("Pulling fs layer")) {
                layers.add(item.getId());
            }
            if (item.getId() != null && status.startsWith("Pull complete") && whole.add(item.getId())) {
                progress.doing("pulling " + name + ": " + whole.size() + " of " + layers.size() + " layers");
            }
        }
    }
}
