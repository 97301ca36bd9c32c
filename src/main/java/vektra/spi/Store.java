package vektra.spi;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vektra.model.Audited;
import vektra.model.Token;
import vektra.model.addon.Addon;
import vektra.model.addon.Step;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.app.SpaceSettings;
import vektra.model.logs.Drain;
import vektra.model.logs.LogSettings;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.schedule.Schedule;
import vektra.model.service.EnabledService;

/**
 * Where apps, add-ons and services are kept. Reads need no lock. A file that cannot be read, or was written by a newer
 * version, is UNAVAILABLE and named, and is never overwritten.
 */
public interface Store {
    /** The environment variable that says where it is; in files of the home where that is not set. */
    String VARIABLE = "VEKTRA_STORE";

    /** The same store, whose changes the audit names another user for. */
    Store as(String user);

    /** What the store holds from now on, without a lock. */
    Snapshot read();

    /** What it would hold once this was written as well; refuses what a commit would refuse. */
    Snapshot after(List<Write> writes);

    /**
     * Takes the locks, settles what a crash left of the things locked, and stays open until closed.
     *
     * @param runner carries out the steps that a crash left undone
     */
    Session open(Collection<Locks.Name> locks, Consumer<Step> runner);

    /** The same without waiting; empty, and nothing held, when one of the locks is taken. */
    Optional<Session> tryOpen(Collection<Locks.Name> locks, Consumer<Step> runner);

    /** Differs after each change of what the store holds; empty while two changes might look the same. */
    Optional<String> stamp();

    /** Lets the {@code .vektra} file in that folder name that app, and no other. */
    void allow(Path folder, AppName app);

    Recovery recovery();

    /** What the audit says, the newest first. */
    List<Audited> audit(Audited.Wanted wanted);

    Agenda agenda();

    Upkeep upkeep();

    Encryption encryption();

    Luggage luggage();

    /** Whether something that another home sent is not all unpacked; looks for one name, since every command asks. */
    boolean isUnfinished();

    /**
     * One change of the store and of what lies outside it, under locks. It reads what the store holds under them; a commit
     * is a CONFLICT when something that was read without its lock has changed since. What it wrote is read anew.
     */
    interface Session extends Snapshot, AutoCloseable {
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

            void on(PutSchedule write);

            void on(DeleteSchedule write);
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

        /** Needs the lock of the add-on's backups. */
        record PutSchedule(Schedule schedule) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }

        /** Of an add-on without one it is no error. */
        record DeleteSchedule(Id addon) implements Write {
            @Override
            public void to(Visitor visitor) {
                visitor.on(this);
            }
        }
    }
}
