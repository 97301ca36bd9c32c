package vektra.cli.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Invocation;
import vektra.file.ApiServers;
import vektra.json.Json;
import vektra.logs.router.RouterClient;
import vektra.logs.router.RouterStatus;
import vektra.model.PlannedStep;
import vektra.model.logs.LogSettings;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.run.MonitorProcesses;

/** The processes of Vektra itself in a home, besides its servers. */
public record Processes(Invocation with) {
    private static final String ROUTER = "log router";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /**
     * One that runs.
     *
     * @param url where it listens; null for those that do not
     */
    record One(String name, long pid, @Nullable String url) {
        List<String> row() {
            return List.of(name, "running", url == null ? "" : url, "pid " + pid);
        }

        Map<String, @Nullable Object> json() {
            return Json.map("name", name, "pid", pid, "url", url);
        }
    }

    /**
     * One that was to end.
     *
     * @param problem why it did not; null when it did
     */
    record Ended(One process, @Nullable String problem) {
        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> view = process.json();
            view.put("problem", problem);
            return view;
        }
    }

    /** Refuses with a CONFLICT while API servers or monitors run. */
    public void refuseLasting() {
        running().stream().filter(one -> !one.name().equals(ROUTER)).findFirst().ifPresent(one -> {
            throw VektraException.conflict(
                    "not while this home has a process that stays: " + one.name() + ", pid " + one.pid(),
                    Text.of("end everything first: ", Next.of("stop")));
        });
    }

    /** In the order in which they are stopped: those that use others first. */
    List<One> running() {
        List<One> all = new ArrayList<>();
        for (ApiServers.Running server : new ApiServers(with.logs().home()).running()) {
            all.add(new One("API server", server.pid(), server.url()));
        }
        Long monitors = MonitorProcesses.read(with.monitors().files()).pid();
        if (monitors != null) {
            all.add(new One("monitors", monitors, null));
        }
        with.router().status().map(RouterStatus::pid).ifPresent(pid -> all.add(new One(ROUTER, pid, null)));
        return all;
    }

    /** Starts the log router to stay, if there is a drain or an address to listen on; false if it is not needed or runs already. */
    boolean startRouter() {
        LogSettings settings = with.verbs().listening().settings();
        boolean wanted = settings.listen() != null
                || settings.socket() != null
                || !with.verbs().drains().all().isEmpty();
        if (!wanted || with.router().status().isPresent()) {
            return false;
        }
        RouterClient router = with.router();
        with.act(new PlannedStep(PlannedStep.Action.RUN_PROCESS, "the " + ROUTER, ""), router::start);
        return true;
    }

    /** Ends them in good order, one after the other; one that does not end stops no other. */
    List<Ended> stop() {
        return running().stream().map(this::stopped).toList();
    }

    /** Stops the log router if it runs, which in a dry run stays. */
    public void stopRouter() {
        if (with.planned() == null) {
            with.router().stop(LONGEST);
        }
    }

    private Ended stopped(One one) {
        try {
            with.act(new PlannedStep(PlannedStep.Action.STOP_PROCESS, "the " + one.name(), ""), () -> stop(one));
            return new Ended(one, null);
        } catch (VektraException e) {
            return new Ended(one, e.getMessage());
        }
    }

    private void stop(One one) {
        if (one.name().equals(ROUTER)) {
            with.router().stop(LONGEST);
        } else {
            ProcessHandle.of(one.pid()).ifPresent(Processes::end);
        }
    }

    /** Asks a process to end, and waits for that; UNAVAILABLE when it takes too long. */
    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException | InterruptedException e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw VektraException.unavailable(
                    "process " + process.pid() + " did not end in " + LONGEST.toSeconds() + " s", null, e);
        }
    }
}
