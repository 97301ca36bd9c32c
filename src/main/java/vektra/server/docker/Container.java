package vektra.server.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import vektra.model.Failpoint;
import vektra.model.text.VektraException;

/** One container, by its name, whether there is one or not. */
record Container(Engine engine, String name) {
    static final Duration STOP = Duration.ofSeconds(20);

    /** The parallel queries of a database take memory there, and 64 MB are soon used up. */
    private static final long SHARED_MEMORY = 256L << 20;

    private static final int READABLE = 0100644;
    private static final int LOG_SECONDS = 20;

    /** How the container is; empty when there is none. */
    Optional<Seen> look() {
        return engine.find(client -> Seen.of(client.inspectContainerCmd(name).exec()));
    }

    /**
     * A container as the engine tells of it.
     *
     * @param restarting whether it died and the engine is about to start it again
     * @param restarts how often the engine has started it again since another process did
     */
    record Seen(
            String id,
            boolean running,
            boolean paused,
            boolean restarting,
            long pid,
            String startedAt,
            int restarts,
            long exitCode,
            String spec) {
        private static Seen of(InspectContainerResponse answer) {
            InspectContainerResponse.ContainerState state = answer.getState();
            Map<String, String> labels = answer.getConfig().getLabels();
            Long pid = state.getPidLong();
            Long code = state.getExitCodeLong();
            return new Seen(
                    answer.getId(),
                    Boolean.TRUE.equals(state.getRunning()),
                    Boolean.TRUE.equals(state.getPaused()),
                    Boolean.TRUE.equals(state.getRestarting()),
                    pid == null ? 0 : pid,
                    String.valueOf(state.getStartedAt()),
                    answer.getRestartCount() == null ? 0 : answer.getRestartCount(),
                    code == null ? 0 : code,
                    labels == null ? "" : labels.getOrDefault(Plan.SPEC, ""));
        }
    }

    void create(Plan plan) {
        HostConfig host = HostConfig.newHostConfig()
                .withSecurityOpts(List.of("no-new-privileges"))
                .withShmSize(SHARED_MEMORY)
                .withLogConfig(
                        new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "2")));
        if (plan.volume() != null) {
            host.withMounts(List.of(new Mount()
                    .withType(MountType.VOLUME)
                    .withSource(plan.volume().name())
                    .withTarget(plan.volume().at().toString())));
        }
        if (plan.way() == null) {
            host.withNetworkMode("none");
        } else {
            host.withPortBindings(plan.way().binding()).withRestartPolicy(RestartPolicy.unlessStoppedRestart());
        }
        engine.ask(client -> {
            CreateContainerCmd create = client.createContainerCmd(plan.image())
                    .withName(name)
                    .withEntrypoint(plan.command().get(0))
                    .withCmd(plan.command().subList(1, plan.command().size()))
                    .withStopSignal("SIG" + plan.stopSignal())
                    .withStopTimeout((int) STOP.toSeconds())
                    .withLabels(labels(plan))
                    .withHostConfig(host);
            if (plan.user() != null) {
                create.withUser(plan.user());
            }
            if (plan.way() != null) {
                create.withExposedPorts(ExposedPort.tcp(plan.way().inside()));
            }
            return create.exec();
        });
        Failpoint.reached("docker: container made");
    }

    private static Map<String, String> labels(Plan plan) {
        Map<String, String> labels = new TreeMap<>(plan.labels());
        labels.put(Plan.SPEC, plan.spec());
        return labels;
    }

    void start() {
        engine.see(client -> client.startContainerCmd(name).exec());
        Failpoint.reached("docker: container started");
    }

    /** Waits until it ended, by force after a while. */
    void stop() {
        if (look().filter(Seen::paused).isPresent()) {
            engine.see(client -> client.unpauseContainerCmd(name).exec());
        }
        engine.see(client -> client.stopContainerCmd(name)
                .withTimeout((int) STOP.toSeconds())
                .exec());
        Failpoint.reached("docker: container stopped");
    }

    /** Deletes it by force, with volumes that have no name; already gone is no error. */
    void remove() {
        engine.see(client -> client.removeContainerCmd(name)
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
        Failpoint.reached("docker: container removed");
    }

    Optional<String> read(Path file) {
        return engine.find(client -> {
            try (InputStream packed = client.copyArchiveFromContainerCmd(name, file.toString())
                            .exec();
                    TarArchiveInputStream tar = new TarArchiveInputStream(packed)) {
                tar.getNextEntry();
                return new String(tar.readAllBytes(), StandardCharsets.UTF_8);
            }
        });
    }

    /** All users inside can read the file. */
    void write(Path file, String text) {
        engine.ask(client -> {
            client.copyArchiveToContainerCmd(name)
                    .withRemotePath(String.valueOf(file.getParent()))
                    .withTarInputStream(new ByteArrayInputStream(packed(String.valueOf(file.getFileName()), text)))
                    .exec();
            return file;
        });
        Failpoint.reached("docker: file written");
    }

    private static byte[] packed(String name, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setMode(READABLE);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    /** The last lines of what it said on stdout and stderr; empty when there is no container. */
    String log(int lines) {
        return engine.find(client -> {
                    Said said = client.logContainerCmd(name)
                            .withStdOut(true)
                            .withStdErr(true)
                            .withTail(lines)
                            .exec(new Said());
                    try {
                        said.awaitCompletion(LOG_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw VektraException.unavailable("interrupted while reading a log", null, e);
                    }
                    return said.text();
                })
                .orElse("");
    }

    private static final class Said extends ResultCallback.Adapter<Frame> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void onNext(Frame frame) {
            bytes.writeBytes(frame.getPayload());
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
