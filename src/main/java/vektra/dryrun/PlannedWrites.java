package vektra.dryrun;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vektra.model.PlannedStep.Action;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.app.Space;
import vektra.model.app.SpaceSettings;
import vektra.model.logs.Drain;
import vektra.model.name.AppName;
import vektra.model.name.Tag;
import vektra.model.schedule.Schedule;
import vektra.model.service.EnabledService;
import vektra.model.text.Input;
import vektra.model.text.Values;
import vektra.spi.Snapshot;
import vektra.spi.Store.Write;
import vektra.spi.Upkeep;

/** Puts into words what would be written to the store: names only, never a value of a config var. */
public final class PlannedWrites {
    private final PlannedSteps planned;

    public PlannedWrites(PlannedSteps planned) {
        this.planned = planned;
    }

    /** What a dead process left, by its command. */
    void settles(String command) {
        planned.add(Action.SETTLE, command, "");
    }

    void encrypts(Action action, String detail) {
        planned.add(action, "the home", detail);
    }

    void tidies(Upkeep.Untidy file) {
        planned.add(
                Action.TIDY_FILE,
                file.path().isEmpty() ? "the home itself" : file.path(),
                file.fault() == Upkeep.Untidy.Fault.LEFT ? "left by a crash" : "open to others");
    }

    void moves(Path to) {
        planned.add(Action.MOVE_HOME, to.toString(), "");
    }

    void imports() {
        planned.add(Action.IMPORT_HOME, "this home", "");
    }

    void deletesHome() {
        planned.add(Action.DELETE_HOME, "this home", "");
    }

    /** @param before what the store holds before it */
    void writes(Snapshot before, Write write) {
        write.to(new Words(before));
    }

    /** Which words each kind of write takes; the store still reads as it was before it. */
    private final class Words implements Write.Visitor {
        private final Snapshot before;

        private Words(Snapshot before) {
            this.before = before;
        }

        @Override
        public void on(Write.PutApp put) {
            put(before.app(put.app().name()), put.app(), put.release());
        }

        @Override
        public void on(Write.RenameApp rename) {
            planned.add(
                    Action.RENAME_APP, rename.from().value(), rename.to().name().value());
            record(rename.to().name(), rename.release());
        }

        @Override
        public void on(Write.DeleteApp delete) {
            before.app(delete.name()).ifPresent(PlannedWrites.this::callAllOf);
            planned.add(Action.DELETE_APP, delete.name().value(), "");
        }

        @Override
        public void on(Write.Reserve reserve) {
            planned.picked(reserve.name());
            planned.add(Action.RESERVE_NAME, reserve.name().value(), "for an add-on of " + reserve.owner());
        }

        @Override
        public void on(Write.PutAttached attached) {
            List<String> apps = attached.attached().stream().map(AppName::value).toList();
            planned.add(
                    Action.SHARE_ADDON,
                    attached.name().value(),
                    apps.isEmpty() ? "no other app" : String.join(", ", apps));
        }

        @Override
        public void on(Write.Orphan orphan) {
            planned.add(Action.KEEP_ADDON, orphan.addon().name().value(), "");
        }

        @Override
        public void on(Write.Free free) {
            before.owner(free.name())
                    .flatMap(owned -> Optional.ofNullable(owned.addon()))
                    .ifPresent(PlannedWrites.this::call);
            planned.add(Action.FREE_NAME, free.name().value(), "");
        }

        @Override
        public void on(Write.PutService put) {
            put(before.service(put.service().name()), put.service());
        }

        @Override
        public void on(Write.DeleteService delete) {
            planned.add(Action.FORGET_SERVICE, delete.name().value(), "");
        }

        @Override
        public void on(Write.PutDrain put) {
            put(before.drain(put.drain().name()), put.drain());
        }

        @Override
        public void on(Write.DeleteDrain delete) {
            planned.add(Action.REMOVE_DRAIN, delete.name().value(), "");
        }

        @Override
        public void on(Write.PutLogSettings put) {
            planned.add(Action.SET_LOG_INPUT, "the log router", "");
        }

        @Override
        public void on(Write.PutTokens put) {
            planned.add(Action.SET_TOKENS, "the HTTP API", "");
        }

        @Override
        public void on(Write.PutSpaces put) {
            put(before.spaces(), put.settings());
        }

        @Override
        public void on(Write.PutSchedule put) {
            Schedule is = put.schedule();
            Optional<Schedule> was = before.schedule(is.addon());
            if (was.filter(old -> old.isAs(is)).isEmpty()) {
                planned.add(Action.SCHEDULE_BACKUPS, is.addon().value(), is.toString());
            }
        }

        @Override
        public void on(Write.DeleteSchedule delete) {
            before.schedule(delete.addon())
                    .ifPresent(was -> planned.add(
                            Action.UNSCHEDULE_BACKUPS, delete.addon().value(), was.toString()));
        }
    }

    private void put(Optional<App> before, App after, @Nullable Release release) {
        before.ifPresent(this::callAllOf);
        callAllOf(after);
        Map<String, String> old = before.map(App::config).orElse(Map.of());
        Set<String> set = Values.changed(after.config(), old);
        Set<String> unset = new TreeSet<>(old.keySet());
        unset.removeAll(after.config().keySet());
        String name = after.name().value();
        if (before.isEmpty()) {
            planned.add(Action.MAKE_APP, name, "");
        }
        if (!set.isEmpty()) {
            planned.add(Action.SET_CONFIG, name, String.join(", ", set));
        }
        if (!unset.isEmpty()) {
            planned.add(Action.UNSET_CONFIG, name, String.join(", ", unset));
        }
        if (release != null) {
            record(after.name(), release);
        } else if (before.isPresent()) {
            planned.add(Action.SAVE_APP, name, "");
        }
    }

    void callAllOf(App app) {
        app.addons().forEach(this::call);
        for (Attachment attachment : app.attachments()) {
            String name = attachment.name() + " of " + app.name();
            planned.call(attachment.credentials().id(), name);
            attachment.retiring().forEach(old -> planned.call(old.id(), name));
        }
    }

    void call(Addon addon) {
        planned.call(addon.id(), addon.name().value());
    }

    private void record(AppName app, Release release) {
        planned.add(Action.RECORD_RELEASE, app.value(), "v" + release.version() + ": " + release.description());
    }

    private void put(Optional<Drain> before, Drain after) {
        String lines = after.app() == null ? "lines of all apps" : "lines of " + after.app();
        planned.add(
                before.isEmpty() ? Action.ADD_DRAIN : Action.CHANGE_DRAIN,
                after.name().value(),
                lines + " to " + after.target());
    }

    private void put(SpaceSettings before, SpaceSettings after) {
        for (Space space : after.spaces()) {
            if (!before.spaces().contains(space)) {
                tag("the space " + space.name(), space.tags());
            }
        }
        for (Space space : before.spaces()) {
            if (after.space(space.name()).isEmpty()) {
                planned.add(Action.DELETE_SPACE, space.name().value(), "");
            }
        }
        Set<String> plans = new TreeSet<>(before.plans().keySet());
        plans.addAll(after.plans().keySet());
        for (String plan : plans) {
            List<Tag> tags = after.plans().getOrDefault(plan, List.of());
            if (!tags.equals(before.plans().getOrDefault(plan, List.of()))) {
                tag("the plan " + plan, tags);
            }
        }
    }

    private void tag(String what, List<Tag> tags) {
        List<String> words = tags.stream().map(Tag::value).toList();
        planned.add(Action.SET_TAGS, what, words.isEmpty() ? "none" : String.join(", ", words));
    }

    private void put(Optional<EnabledService> before, EnabledService after) {
        String name = after.name().value();
        boolean was = before.filter(EnabledService::enabled).isPresent();
        Map<String, String> options = new TreeMap<>(after.server().options());
        options.entrySet()
                .removeIf(option -> before.map(service -> service.server().option(option.getKey()))
                        .filter(option.getValue()::equals)
                        .isPresent());
        if (was && !after.enabled()) {
            planned.add(Action.DISABLE_SERVICE, name, "");
            return;
        }
        if (before.isPresent() && !options.isEmpty()) {
            List<String> words = options.entrySet().stream()
                    .map(option -> Input.of(option.getKey()) + " " + option.getValue())
                    .toList();
            planned.add(Action.SET_OPTIONS, name, String.join(", ", words));
        } else if (was) {
            planned.add(Action.SAVE_SERVICE, name, "");
        }
        if (!was) {
            String where = after.server().managed()
                    ? ""
                    : "adopted at " + after.server().at() + ", version "
                            + after.server().version();
            planned.add(Action.ENABLE_SERVICE, name, where);
        }
    }
}
