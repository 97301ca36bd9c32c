package vektra.cli;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.name.AppName;
import vektra.model.service.Elsewhere;
import vektra.model.service.Service;

/** What to type here for the commands of other tools: of Heroku's, Dokku's and Convox's command lines, and of shells. */
final class OtherWords {
    /** Stand for what the call names. */
    private static final String SERVICE = "SERVICE";

    private static final String APP = "APP";
    /** Between what to type and the words for it. */
    private static final String BAR = " | ";

    /** For the interactive client of any service. */
    private static final String CLIENT = "cli";

    /** Behind a service, as in {@code SERVICE:link}, or alone. The words before the colon come in between. */
    private static final Map<String, String> OF_SERVICE = table(
            "addons:connect SERVICE -a APP | cli console shell db enter",
            "backups:now SERVICE -a APP | backup capture",
            "addons:export SERVICE -a APP | export dump",
            "addons:import SERVICE FILE -a APP | import",
            "backups SERVICE -a APP | backups",
            "backups:schedule SERVICE --at TIME -a APP | backup-schedule",
            "backups:schedules -a APP | backup-schedule-cat",
            "backups:unschedule SERVICE -a APP | backup-unschedule",
            "backups:restore SERVICE --from BACKUP -a APP | restore",
            "addons:actions SERVICE -a APP | ps locks outliers diagnose maintenance",
            "addons:rotate SERVICE -a APP | credentials rotate",
            "addons:bind SERVICE -a APP | bind link",
            "addons:unbind SERVICE -a APP | unbind unlink");

    /** Only behind a service: alone these words are about apps. */
    private static final Map<String, String> BEHIND_SERVICE = table(
            "addons:create SERVICE -a APP | create add clone",
            "addons:destroy SERVICE -a APP | destroy delete remove rm",
            "addons:info SERVICE -a APP | info",
            "addons --all | list ls",
            "addons:enable SERVICE --listen ADDRESS | expose",
            "addons:promote SERVICE -a APP | promote",
            "addons:action SERVICE stats -a APP | stats",
            "addons:upgrade SERVICE PLAN -a APP | upgrade");

    private static final Map<String, String> ALONE = table(
            "config -a APP | env vars config:show config:list config:export env:list env:get",
            "config:set NAME=VALUE -a APP | set env:set setenv",
            "config:unset NAME -a APP | unset env:unset",
            "resources -a APP | resources:list apps:resources",
            "addons:create SERVICE -a APP | addons:new addons:provision",
            "addons:destroy SERVICE -a APP | addons:delete addons:rm addons:deprovision",
            "resources --rack | rack racks",
            "addons:bind SERVICE -a APP | addons:link",
            "addons:unbind SERVICE -a APP | addons:unlink",
            "apps:destroy -a APP | apps:delete apps:remove apps:rm delete rm remove",
            "apps | apps:list apps:all list ls apps:report",
            "apps:clone FROM TO | apps:fork fork apps:copy clone",
            "apps:create APP | apps:new new init apps:add",
            "run -a APP -- PROGRAM | ps ps:exec ps:scale ps:start ps:restart scale exec restart web local"
                    + " run:detached dyno:restart dyno:scale deploy push build builds",
            "logs -a APP --tail | log tail logs:show",
            "rollback vN -a APP | releases:back",
            "drains -a APP | drains:list",
            "tokens:create NAME | auth auth:login auth:token access:add sharing:add authorizations:create tokens:add"
                    + " tokens:new",
            "tokens | whoami access members auth:whoami authorizations",
            "addons:stats | stats top usage du addons:top addons:usage",
            "addons:proxy SERVICE -a APP | proxy",
            "server | domains domains:add certs open apps:open dashboard ui");

    /** For a service alone. */
    private static final String ENABLE = "addons:enable SERVICE";

    private OtherWords() {}

    private static Map<String, String> table(String... rows) {
        Map<String, String> table = new HashMap<>();
        for (String row : rows) {
            int bar = row.indexOf(BAR);
            for (String word : List.of(row.substring(bar + BAR.length()).split(" ", -1))) {
                table.put(word, row.substring(0, bar));
            }
        }
        return table;
    }

    /** Everything that they lead to. */
    static Stream<String> all() {
        return Stream.of(OF_SERVICE, BEHIND_SERVICE, ALONE).flatMap(table -> table.values().stream());
    }

    /**
     * What to type for a word that is no command, without the program's name; what the call leaves open stays in capitals.
     *
     * @param words those behind it
     * @param services those that apps are bound to
     */
    static Optional<String> meant(String word, List<String> words, Collection<Service> services) {
        String before = word.replaceFirst(":.*", "");
        String last = word.substring(word.lastIndexOf(':') + 1);
        String named = word.contains(":") ? service(before, services) : null;
        String usage = ALONE.get(word);
        if (usage == null && named != null) {
            usage = BEHIND_SERVICE.get(last);
        }
        if (usage == null) {
            usage = OF_SERVICE.get(isClient(last, services) ? CLIENT : last);
        }
        if (usage == null && service(word, services) != null) {
            usage = ENABLE;
        }
        if (usage == null) {
            return Optional.empty();
        }
        String service = named != null
                ? named
                : Stream.concat(Stream.of(last), words.stream())
                        .map(text -> service(text, services))
                        .filter(found -> found != null)
                        .findFirst()
                        .orElse(SERVICE);
        return Optional.of(usage.replace(SERVICE, service).replace("-a " + APP, "-a " + app(words)));
    }

    private static boolean isClient(String word, Collection<Service> services) {
        return services.stream()
                .anyMatch(service -> word.equals(service.elsewhere().client()));
    }

    /** The service that is called so, here or elsewhere, or whose client is. */
    private static @Nullable String service(String word, Collection<Service> services) {
        String text = Elsewhere.withoutVendor(word);
        return services.stream()
                .filter(service -> service.name().value().equals(text)
                        || service.elsewhere().names().contains(text)
                        || text.equals(service.elsewhere().client()))
                .findFirst()
                .map(service -> service.name().value())
                .orElse(null);
    }

    private static String app(List<String> words) {
        int option = Math.max(words.indexOf("-a"), words.indexOf("--app"));
        String given = option >= 0 && option + 1 < words.size() ? words.get(option + 1) : "";
        return AppName.isValid(given) ? given : APP;
    }
}
