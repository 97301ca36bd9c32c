package vektra.addons.verbs;

import java.util.Optional;
import vektra.addons.Actions;
import vektra.addons.Attach;
import vektra.addons.Await;
import vektra.addons.Bind;
import vektra.addons.Compose;
import vektra.addons.Connect;
import vektra.addons.Create;
import vektra.addons.Inspect;
import vektra.addons.Inventory;
import vektra.addons.Promote;
import vektra.addons.Reach;
import vektra.addons.Rename;
import vektra.addons.Rotate;
import vektra.addons.Stats;
import vektra.addons.Trials;
import vektra.addons.Unbind;
import vektra.addons.apps.Apps;
import vektra.addons.apps.Bindings;
import vektra.addons.apps.Config;
import vektra.addons.apps.Environment;
import vektra.addons.apps.Folders;
import vektra.addons.apps.Postdeploy;
import vektra.addons.apps.Releases;
import vektra.addons.apps.Spaces;
import vektra.addons.apps.Vars;
import vektra.addons.clone.Clone;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Noted;
import vektra.addons.core.Providers;
import vektra.addons.destroy.Deletion;
import vektra.addons.destroy.Destroy;
import vektra.addons.drains.Drains;
import vektra.addons.drains.Listening;
import vektra.addons.drains.PutDrain;
import vektra.addons.home.DestroyHome;
import vektra.addons.move.ExportHome;
import vektra.addons.move.ImportHome;
import vektra.addons.move.MoveHome;
import vektra.addons.plan.ChangePlan;
import vektra.addons.provision.Assembler;
import vektra.addons.recovery.PointInTime;
import vektra.addons.resources.Resources;
import vektra.addons.resources.Update;
import vektra.addons.services.Catalogue;
import vektra.model.name.AppName;
import vektra.spi.Background;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Shelf;
import vektra.spi.Store;

/** The verbs of one home, each made when it is asked for. */
public final class Verbs {
    private final Doors doors;
    private final Parts parts;
    private final Store store;
    private final Providers providers;
    private final ServerLauncher launcher;
    private final Shelf shelf;
    private final Background background;
    private final Progress progress;
    private final History history;
    private final Engine engine;

    public Verbs(Doors doors) {
        this(doors, new Parts(doors));
    }

    private Verbs(Doors doors, Parts parts) {
        this.doors = doors;
        this.parts = parts;
        store = doors.store();
        providers = doors.providers();
        launcher = doors.launcher();
        shelf = doors.shelf();
        background = doors.background();
        progress = doors.progress();
        history = parts.history();
        engine = parts.engine();
    }

    /** Differs after each change of what is stored; empty while two changes might look the same. */
    public Optional<String> stamp() {
        return store.stamp();
    }

    public Bind bind() {
        return new Bind(engine, providers, history, parts.maker(), parts.provisioning(), parts.spares(), progress);
    }

    public Unbind unbind() {
        return new Unbind(engine, history);
    }

    public Compose compose() {
        return new Compose(engine, providers, services().enable(), bind(), unbind());
    }

    public Create create() {
        return new Create(engine, providers, background, progress, history, parts.maker(), parts.spares());
    }

    public Assembler assembler() {
        return new Assembler(
                engine, providers, launcher, history, parts.maker(), services().enable(), parts.spares(), putDrain());
    }

    public Clone clones() {
        return new Clone(assembler(), shelf, progress);
    }

    public PointInTime pointInTime() {
        return new PointInTime(assembler(), launcher, progress, history);
    }

    public Await await() {
        return parts.await();
    }

    public Attach attach() {
        return new Attach(engine, providers, history, parts.maker());
    }

    public Promote promote() {
        return new Promote(engine, providers, history, parts.maker());
    }

    public Rename rename() {
        return new Rename(engine, history);
    }

    public Rotate rotate() {
        return new Rotate(engine, providers, history, parts.maker());
    }

    public ChangePlan upgrade() {
        return changePlan("addons:upgrade");
    }

    /** @param command as the audit has it: {@code addons:upgrade}, or {@code addons:downgrade} to a smaller plan */
    public ChangePlan changePlan(String command) {
        return new ChangePlan(engine, providers, launcher, progress, history, parts.maker(), command);
    }

    public Actions actions() {
        return new Actions(engine, providers, rotate(), data().backups());
    }

    public DataVerbs data() {
        return new DataVerbs(doors, parts);
    }

    public Destroy destroy() {
        return new Destroy(engine, parts.losses(), new Deletion(engine, providers, history));
    }

    /** Names in the audit what was done without a verb. */
    public Noted noted() {
        return parts.noted();
    }

    public Inventory inventory() {
        return new Inventory(engine);
    }

    public Inspect inspect() {
        return new Inspect(engine, providers, launcher);
    }

    public Stats stats() {
        return new Stats(engine, providers, progress);
    }

    /** @param app {@link Resources#RACK} for those of the rack */
    public Resources resources(AppName app) {
        return new Resources(engine, providers, inventory(), apps(), create(), attach(), unbind(), app);
    }

    public Update update() {
        return new Update(engine, providers, launcher, progress);
    }

    public Reach reach() {
        return new Reach(engine, providers, launcher);
    }

    public Trials trials() {
        return new Trials(engine, providers);
    }

    public Connect connect() {
        return new Connect(engine, providers);
    }

    public Apps apps() {
        return new Apps(engine, providers, history, parts.losses());
    }

    public Config config() {
        return new Config(engine, history);
    }

    public Vars vars() {
        return new Vars(engine, providers.drains());
    }

    public Bindings bindings() {
        return new Bindings(engine, providers);
    }

    public Environment environment() {
        return new Environment(engine, providers, launcher, vars());
    }

    public Postdeploy postdeploy() {
        return new Postdeploy(engine);
    }

    public Releases releases() {
        return new Releases(engine, history);
    }

    public Spaces spaces() {
        return new Spaces(engine, providers);
    }

    public Folders folders() {
        return new Folders(store, parts.noted());
    }

    public Catalogue catalogue() {
        return new Catalogue(engine, providers, services().servers());
    }

    public Drains drains() {
        return new Drains(engine, providers.drains());
    }

    public PutDrain putDrain() {
        return new PutDrain(engine, providers, history);
    }

    public Listening listening() {
        return new Listening(engine);
    }

    public ServiceVerbs services() {
        return new ServiceVerbs(doors, parts);
    }

    public DestroyHome destroyHome() {
        Verbs unfinished = ofUnfinished();
        return unfinished.home().destroy(unfinished.services().disable(), unfinished.apps(), unfinished.drains());
    }

    public ExportHome exportHome() {
        return home().export(data().backups());
    }

    public ImportHome importHome() {
        return ofUnfinished().home().importing();
    }

    public MoveHome moveHome() {
        return home().move();
    }

    /** The verbs that may change a home of which an import was cut off. */
    private Verbs ofUnfinished() {
        return new Verbs(doors, parts.ofUnfinished());
    }

    public HomeVerbs home() {
        return new HomeVerbs(doors, parts);
    }
}
