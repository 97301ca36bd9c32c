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
import vektra.addons.data.Backups;
import vektra.addons.data.Export;
import vektra.addons.data.Import;
import vektra.addons.destroy.Deletion;
import vektra.addons.destroy.Destroy;
import vektra.addons.destroy.Losses;
import vektra.addons.destroy.Reap;
import vektra.addons.doctor.Doctor;
import vektra.addons.drains.Drains;
import vektra.addons.drains.Listening;
import vektra.addons.drains.PutDrain;
import vektra.addons.home.AuditTrail;
import vektra.addons.home.Keys;
import vektra.addons.home.Tokens;
import vektra.addons.plan.ChangePlan;
import vektra.addons.provision.Assembler;
import vektra.addons.provision.Maker;
import vektra.addons.provision.Provisioning;
import vektra.addons.resources.Resources;
import vektra.addons.resources.Update;
import vektra.addons.services.Catalogue;
import vektra.addons.services.Disable;
import vektra.addons.services.Enable;
import vektra.addons.services.Servers;
import vektra.addons.services.Spares;
import vektra.addons.services.Units;
import vektra.addons.services.Versions;
import vektra.model.name.AppName;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Store;

/** The verbs of one home, each made when it is asked for. */
public final class Verbs {
    private final Doors doors;
    private final Store store;
    private final Providers providers;
    private final ServerLauncher launcher;
    private final Progress progress;
    private final History history;
    private final Engine engine;

    public Verbs(Doors doors) {
        this.doors = doors;
        store = doors.store();
        providers = doors.providers();
        launcher = doors.launcher();
        progress = doors.progress();
        history = new History(doors.user(), doors.clock());
        engine = engine(store);
    }

    private Engine engine(Store of) {
        return new Engine(of, providers, launcher, doors.shelf(), progress, this::expire);
    }

    /** What ends by itself is no user's change. */
    private void expire() {
        Store own = store.as(History.ITSELF);
        new Reap(engine(own), own, providers, progress, history.as(History.ITSELF)).byTheWay();
    }

    /** Differs after each change of what is stored; empty while two changes might look the same. */
    public Optional<String> stamp() {
        return store.stamp();
    }

    public Bind bind() {
        return new Bind(engine, providers, history, maker(), provisioning(), spares());
    }

    public Unbind unbind() {
        return new Unbind(engine, history);
    }

    public Compose compose() {
        return new Compose(engine, providers, enable(), bind(), unbind());
    }

    public Create create() {
        return new Create(engine, providers, doors.background(), progress, history, maker(), spares());
    }

    public Assembler assembler() {
        return new Assembler(engine, providers, launcher, history, maker(), enable(), spares(), putDrain());
    }

    public Clone clones() {
        return new Clone(assembler(), doors.shelf(), progress);
    }

    public Await await() {
        return new Await(engine, doors.background(), progress, provisioning(), inventory());
    }

    public Attach attach() {
        return new Attach(engine, providers, history, maker());
    }

    public Promote promote() {
        return new Promote(engine, providers, history, maker());
    }

    public Rename rename() {
        return new Rename(engine, history);
    }

    public Rotate rotate() {
        return new Rotate(engine, providers, history, maker());
    }

    public ChangePlan upgrade() {
        return changePlan("addons:upgrade");
    }

    /** @param command as the audit has it: {@code addons:upgrade}, or {@code addons:downgrade} to a smaller plan */
    public ChangePlan changePlan(String command) {
        return new ChangePlan(engine, providers, launcher, progress, history, maker(), command);
    }

    public Actions actions() {
        return new Actions(engine, providers, rotate(), backups());
    }

    public Backups backups() {
        return new Backups(engine, providers, doors.shelf(), progress, history, spares());
    }

    public Destroy destroy() {
        return new Destroy(engine, losses(), new Deletion(engine, providers, history));
    }

    public Reap reap() {
        return new Reap(engine, store, providers, progress, history);
    }

    public Inventory inventory() {
        return new Inventory(engine);
    }

    public Inspect inspect() {
        return new Inspect(engine, providers, launcher);
    }

    /** @param app {@link Resources#RACK} for those of the rack */
    public Resources resources(AppName app) {
        return new Resources(engine, providers, inventory(), apps(), create(), attach(), unbind(), app);
    }

    public Update update() {
        return new Update(engine, providers, launcher, progress);
    }

    public Export export() {
        return new Export(engine, providers, progress);
    }

    public Import importing() {
        return new Import(engine, providers, progress);
    }

    public Reach reach() {
        return new Reach(engine, providers, launcher);
    }

    public Connect connect() {
        return new Connect(engine, providers);
    }

    public Apps apps() {
        return new Apps(engine, providers, history, losses());
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
        return new Folders(store, noted());
    }

    public Catalogue catalogue() {
        return new Catalogue(engine, providers, servers());
    }

    public Enable enable() {
        return new Enable(engine, providers, launcher, progress, history, spares());
    }

    public Disable disable() {
        return new Disable(engine, providers, launcher, losses());
    }

    public Servers servers() {
        return new Servers(engine, providers, launcher, noted());
    }

    public Spares spares() {
        return new Spares(engine, providers, launcher, doors.background(), progress);
    }

    public Units units() {
        return new Units(launcher, servers(), doors.user());
    }

    public Versions versions() {
        return new Versions(engine, providers, launcher);
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

    public Doctor doctor() {
        return new Doctor(engine, store, providers, launcher, progress, history, noted(), await());
    }

    public Tokens tokens() {
        return new Tokens(engine, history);
    }

    public Keys keys() {
        return new Keys(engine, store, noted());
    }

    public AuditTrail auditTrail() {
        return new AuditTrail(store, history);
    }

    private Maker maker() {
        return new Maker(engine, launcher, history);
    }

    private Provisioning provisioning() {
        return new Provisioning(engine, providers, history, maker());
    }

    private Losses losses() {
        return new Losses(engine, providers, launcher, doors.shelf());
    }

    private Noted noted() {
        return new Noted(engine, progress);
    }
}
