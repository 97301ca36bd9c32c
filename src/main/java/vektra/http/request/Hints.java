package vektra.http.request;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AppName;

/** In which app an id was seen last: only a hint where to look first, since apps come, go and are renamed. */
public final class Hints {
    private static final int MOST = 20_000;

    private final Map<String, AppName> apps = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AppName> eldest) {
            return size() > MOST;
        }
    };

    synchronized @Nullable AppName of(String id) {
        return apps.get(id);
    }

    synchronized void learn(String id, AppName app) {
        apps.put(id, app);
    }
}
