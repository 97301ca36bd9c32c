package vektra.store.disk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Deletes a home; files that Vektra did not write stay. */
final class HomeRemoval {
    /** Everything that Vektra writes into a home, by its name there; docs/app-config-store.md says what each is. */
    private static final Pattern OURS = Pattern.compile(
            "addons|apps|backups|bindings|cache|drains|due|folders|http|journal|logs|monitors|schedules|servers|services|tls"
                    + "|clock|lock|router\\.pid|audit(-[^/]+)?\\.jsonl|(keys|logs|spaces|tokens)\\.json|\\.tmp-[^/]+");

    /** By which other processes wait. */
    private static final String LOCK = "lock";

    private HomeRemoval() {}

    /** Deletes what is Vektra's, the lock last, and the folder if nothing else is in it; returns what stays, sorted. */
    static List<String> of(Path home) {
        List<String> others = new ArrayList<>();
        List<String> names = new ArrayList<>(Disk.listAll(home));
        names.sort(Comparator.comparing((String name) -> name.equals(LOCK)));
        for (String name : names) {
            if (OURS.matcher(name).matches()) {
                Tidying.delete(home.resolve(name));
            } else {
                others.add(name);
            }
        }
        if (others.isEmpty()) {
            Tidying.delete(home);
        }
        return others;
    }
}
