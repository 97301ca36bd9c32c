package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.Services;
import vektra.model.service.Service;
import vektra.spi.AddonProvider;

/** Commands that users of other tools type lead to those that are here. */
class OtherWordsTest {
    private static final List<Service> SERVICES =
            Services.providers().stream().map(AddonProvider::service).toList();

    private static String meant(String call) {
        List<String> words = List.of(call.split(" "));
        return OtherWords.meant(words.get(0), words.subList(1, words.size()), SERVICES)
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pg:psql | addons:connect postgres -a APP",
                "pg:psql -a shop | addons:connect postgres -a shop",
                "psql | addons:connect postgres -a APP",
                "psql postgres --app shop | addons:connect postgres -a shop",
                "redis-cli -a shop | addons:connect redis -a shop",
                "cli | addons:connect SERVICE -a APP",
                "redis:redis-cli | addons:connect redis -a APP",
                "postgresql:promote db | addons:promote postgres -a APP",
                "redis:cli | addons:connect redis -a APP",
                "auth:login | tokens:create NAME",
                "auth:whoami | tokens",
                "ps | run -a APP -- PROGRAM",
                "ps:scale web=2 -a shop | run -a shop -- PROGRAM",
                "restart -a shop | run -a shop -- PROGRAM",
                "apps:delete | apps:destroy -a APP",
                "apps:list | apps",
                "apps:fork shop | apps:clone FROM TO",
                "resources:list | resources -a APP",
                "rack | resources --rack",
                "proxy redis -a shop | addons:proxy redis -a shop",
                "pg:import db | addons:import postgres FILE -a APP",
                "postgres:create db | addons:create postgres -a APP",
                "postgres:link db app | addons:bind postgres -a APP",
                "postgres:unlink db app | addons:unbind postgres -a APP",
                "postgres:export db | addons:export postgres -a APP",
                "postgres:expose db | addons:enable postgres --listen ADDRESS",
                "redis:link | addons:bind redis -a APP",
                "memcached:link cache app | addons:bind memcache -a APP",
                "redis:list | addons --all",
                "pg:info | addons:info postgres -a APP",
                "pg:backups:capture | backups:now postgres -a APP",
                "pg:backups | backups postgres -a APP",
                "pg:backups:restore b001 | backups:restore postgres --from BACKUP -a APP",
                "pg:credentials:rotate | addons:rotate postgres -a APP",
                "heroku-postgresql | addons:enable postgres",
                "redis | addons:enable redis",
                "stats | addons:stats",
                "pg:stats | addons:action postgres stats -a APP",
                "pg:ps -a shop | addons:actions postgres -a shop",
                "tokens:add ci | tokens:create NAME",
                "mysql:create db | addons:create mysql -a APP",
                "mongo:create db | ''",
                "env | config -a APP",
                "env:set A=b | config:set NAME=VALUE -a APP",
                "config:show | config -a APP",
                "unset A | config:unset NAME -a APP",
                "domains | server",
                "log -a shop | logs -a shop --tail",
                "drains:list | drains -a APP",
                "env -a no/app | config -a APP",
                "nonsense | ''",
                "pg:nonsense | ''",
            })
    void they_lead_on(String call, String usage) {
        assertThat(meant(call)).isEqualTo(usage);
    }

    @Test
    void to_commands_that_there_are() {
        List<String> names = new Commands().names();
        assertThat(OtherWords.all()).allSatisfy(usage -> assertThat(names).contains(usage.replaceFirst(" .*", "")));
    }
}
