package vektra.spi;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Audited;
import vektra.model.Drain;
import vektra.model.DrainName;
import vektra.model.EnabledService;
import vektra.model.LogSettings;
import vektra.model.Release;
import vektra.model.ServiceName;
import vektra.model.SpaceSettings;
import vektra.model.Step;
import vektra.model.Token;

/**
 * Where apps, add-ons and services are kept. Reads need no lock and see each change whole or not at all. A file that
 * cannot be read, or was written by a newer version, is UNAVAILABLE and named, and is never overwritten.
 */
public interface Store {
    Optional<App> app(AppName name);

    /** The names of all apps, sorted. */
    List<AppName> appNames();

    Optional<EnabledService> service(ServiceName name);

    /** Every service that was ever enabled and not destroyed, sorted by name. */
    List<EnabledService> services();

    Optional<Drain> drain(DrainName name);

    /** The drains of all apps and of single ones, sorted by name. */
    List<Drain> drains();

    /** Where the log router listens; nowhere, unless that was set. */
    LogSettings logSettings();

    /** Who may use the HTTP API, sorted by name. */
    List<Token> tokens();

    /** The spaces and the tags of plans; none, unless some were made. */
    SpaceSettings spaces();

    /** The app that a {@code .vektra} file in that folder may name. */
    Optional<AppName> allowed(Path folder);

    /** Lets the {@code .vektra} file in that folder name that app, and no other. */
    void allow(Path folder, AppName app);

    /** Who owns an add-on, or the add-on itself when its app is gone; empty when the name is free. */
    Optional<Owned> owner(AddonName name);

    /** The add-ons whose app is gone, sorted by name. */
    List<Addon> ownerless();

    /** The app's history, oldest first. */
    List<Release> releases(AppName name);

    /**
     * Takes the locks, settles what a crash left of the things locked, and stays open until closed.
     *
     * @param runner carries out the steps that a crash left undone
     */
    Session open(Collection<Locks.Name> locks, Consumer<Step> runner);

    /** The same without waiting; empty, and nothing held, when somebody has one of the locks. */
    Optional<Session> tryOpen(Collection<Locks.Name> locks, Consumer<Step> runner);

    /**
     * Settles what dead processes left, whatever it concerns; what living ones are at is left alone. Cheap when nothing
     * is left. What could not be settled because a server is down is tried again after a minute at the soonest.
     */
    void settle(Consumer<Step> runner);

    /** The same at once for everything that dead processes left, also what waits because a server was down. */
    void settleNow(Consumer<Step> runner);

    /** What the audit says, the newest first. */
    List<Audited> audit(Audited.Wanted wanted);

    /** What dead processes left in the journal and nobody has settled yet. */
    List<Leftover> leftovers();

    /** Every add-on name that is taken, by an app or by an add-on without one, sorted. */
    List<AddonName> addonNames();

    /** Files of the home that are not as they should be; what servers keep in their data is their own matter. */
    List<Untidy> untidy();

    /** Puts one right: a leftover is deleted, unless somebody is at work just now; a loose one is closed to others. */
    void tidy(Untidy file);

    /**
     * A change that a dead process left.
     *
     * @param file its name in the journal
     * @param command what was at work
     * @param steps what is still to be done outside
     */
    record Leftover(String file, String command, List<Step> steps) {}

    /**
     * A file or folder of the home.
     *
     * @param path below the home; empty for the home itself
     */
    record Untidy(Fault fault, String path) {
        public enum Fault {
            /** Half written by a process that is gone. */
            LEFT,
            /** Others than its owner may read or enter it. */
            LOOSE
        }
    }

    /**
     * What is due at that moment, the oldest first. Lists one folder and opens no file: whether it is still so, the app or
     * the ownerless add-on says.
     *
     * @param all whether to count what was put off, too
     */
    List<Due> due(Instant now, boolean all);

    /**
     * When the home was last used, if this time is so far ahead of it that the clock may be wrong; empty when it can be
     * believed, or when nothing ever ends. It is believed once the clock has stayed there for some minutes.
     */
    Optional<Instant> ahead(Instant now);

    /** Takes that time for right from now on. */
    void believe(Instant now);

    /** Leaves something due alone for a minute. */
    void putOff(Due due);

    /** Drops something due that turned out to be so no more; needs the lock of what it is about. */
    void forget(Due due);

    /**
     * A moment at which an add-on, or earlier credentials to it, are to end. Sessions keep them in step with the apps and
     * add-ons that they write.
     */
    record Due(Instant at, AddonName addon) {}

    /**
     * Whom an add-on belongs to.
     *
     * @param app the owner, or null when ownerless; then {@code addon} is the add-on
     * @param attached the other apps that have it attached, sorted
     */
    record Owned(@Nullable AppName app, @Nullable Addon addon, List<AppName> attached) {}

    /** One change of the store and of what lies outside it, under locks. */
    interface Session extends AutoCloseable {
        /**
         * Writes down what is about to be touched outside, before it is touched.
         *
         * @param command such as {@code addons:bind}
         * @param undo what undoes it, in order; run when the change is closed without a commit or after a crash
         */
        void begin(String command, List<Step> undo);

        /**
         * The same for a change that the steps cannot take back, such as ended sessions: when a crash cuts it off, the
         * audit says so.
         */
        void attempt(Deed deed, List<Step> undo);

        /**
         * The point of no return: all writes happen, and the audit has its line, now or after a crash; then the steps run.
         *
         * @param finish what is done outside after the commit, in order
         */
        void commit(Deed deed, List<Write> writes, List<Step> finish);

        /** The same where the writes say everything. */
        default void commit(String command, List<Write> writes, List<Step> finish) {
            commit(Deed.of(command), writes, finish);
        }

        /** Undoes what was begun and not committed; gives the locks back. */
        @Override
        void close();
    }

    /** One thing that a commit writes. */
    sealed interface Write {
        /** Has the visitor do what it does with this kind. */
        void to(Visitor visitor);

        /** Who deals with every kind: one that is new does not compile until each visitor knows it. */
        interface Visitor {
            void on(PutApp write);

            void on(RenameApp write);

            void on(DeleteApp write);

            void on(Reserve write);

            void on(PutAttached write);

            void on(Orphan write);

            void on(Free write);

            void on(PutService write);

            void on(DeleteService write);

            void on(PutDrain write);

            void on(DeleteDrain write);

            void on(PutLogSettings write);

            void on(PutTokens write);

            void on(PutSpaces write);
        }

        /** The app as it now is; the release is null when the change makes none. */
        record PutApp(App app, @Nullable Release release) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        record RenameApp(AppName from, App to, Release release) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        record DeleteApp(AppName name) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        /** The add-on's name, which must be free, is taken, by an add-on of that app. */
        record Reserve(AddonName name, AppName owner, List<AppName> attached) implements Write {
            /** Of an add-on that no other app has attached. */
            public Reserve(AddonName name, AppName owner) {
                this(name, owner, List.of());
            }

            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        /** Which other apps have the add-on attached that this app owns; needs the owner's lock. */
        record PutAttached(AddonName name, AppName owner, List<AppName> attached) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        /** The add-on outlives its app. */
        record Orphan(Addon addon) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        /** The add-on is gone and its name is free. */
        record Free(AddonName name) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        record PutService(EnabledService service) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        record DeleteService(ServiceName name) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        /** Needs the lock of its app, or of its name when it is for all apps; for a new one the name's in any case. */
        record PutDrain(Drain drain) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        record DeleteDrain(DrainName name) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        record PutLogSettings(LogSettings settings) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        /** All tokens that there are then. */
        record PutTokens(List<Token> tokens) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        record PutSpaces(SpaceSettings settings) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }
    }
}
