package vektra.addons;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.InProcess;
import vektra.addons.home.Tokens;
import vektra.addons.verbs.DryRun;
import vektra.addons.verbs.Verbs;
import vektra.fixture.memory.World;
import vektra.model.Token;
import vektra.model.addon.Lifetime;
import vektra.model.name.AppName;

/** A home whose servers are held in memory, for tests of the rooms above; of its two services only ledger is enabled. */
public final class OpenHome implements AutoCloseable {
    private final MemoryHome home = MemoryHome.empty();

    public OpenHome() {
        home.enable("ledger");
    }

    public Path path() {
        return home.path();
    }

    public World world() {
        return home.world();
    }

    /** As a new process finds it. */
    public Verbs open() {
        return home.open();
    }

    /** As a new process finds it that only says what it would do. */
    public DryRun dryRun() {
        return InProcess.dryRun(home.doors());
    }

    /** Makes a token and returns what callers show. */
    public String token(Token.Scope scope) {
        return token(scope.word(), scope, null);
    }

    /** The same for one of that name, which may expire or be limited to some apps. */
    public String token(String name, Token.Scope scope, @Nullable Lifetime life, String... apps) {
        List<AppName> limits = Stream.of(apps).map(AppName::new).toList();
        return open().home()
                .tokens()
                .create(new Tokens.Request(name, scope, life, limits))
                .secret()
                .reveal();
    }

    @Override
    public void close() {
        home.close();
    }
}
