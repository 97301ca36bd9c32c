package vektra.provider.mariadb;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One server for all classes of this process that neither stop nor break it; removed at the end. */
final class SharedMariadb implements BeforeAllCallback {
    private static RunningMariadb running;

    static RunningMariadb get() {
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(Namespace.create(SharedMariadb.class))
                .computeIfAbsent("server", key -> RunningMariadb.machine(), RunningMariadb.class);
    }
}
