package vektra.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.fixture.Ports;
import vektra.model.addon.ActionResult;
import vektra.model.addon.Credentials;
import vektra.model.addon.Fault;
import vektra.model.addon.Holdings;
import vektra.model.addon.Observation;
import vektra.model.addon.Resident;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Action;
import vektra.model.service.ConfigVar;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.service.ServiceOption;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.AppClient.Session;
import vektra.spi.Abilities;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;

/** What the doors promise, asked of a real server; the tests of every provider extend it. */
public abstract class AddonProviderContract {

    private static final Duration TRIAL = Duration.ofSeconds(3);

    /** The figures of an inspection that count what apps have made. */
    private static final Set<String> HELD =
            Set.of("keys", "server items", "objects", "files", "queues", "topics", "messages", "connections");

    private final List<Resource> made = new ArrayList<>();

    protected abstract AddonProvider provider();

    /** A server of the service that is running and configured; the same for all tests of the class. */
    protected abstract Server server();

    protected abstract AppClient client();

    /** Whether the service promises that one add-on's credentials do not open another's data. */
    protected boolean isolates() {
        return true;
    }

    /** Whether the service knows users, so that credentials can be revoked and counted. */
    protected boolean hasAccounts() {
        return true;
    }

    /** Whether deleting an add-on deletes its data, and inspecting tells that it is gone. */
    protected boolean erases() {
        return true;
    }

    /** How many entries are copied: each of them may be more than a row. */
    protected int entries() {
        return 300;
    }

    /** Whether what {@link Ability.Movable#copy} brings is more than nothing, here on this machine. */
    private boolean copies() {
        try {
            movable().requireCopyable(server(), provisioned());
            return erases();
        } catch (VektraException e) {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.hint()).contains("install");
            return false;
        }
    }

    private static <A> A having(Optional<A> ability) {
        assumeTrue(ability.isPresent(), "the provider has not this ability");
        return ability.orElseThrow();
    }

    private Ability.Checks checks() {
        return having(provider().abilities().checks());
    }

    private Ability.Monitored monitored() {
        return having(provider().abilities().monitored());
    }

    private Ability.Movable movable() {
        return having(provider().abilities().movable());
    }

    private Ability.Actions actions() {
        return having(provider().abilities().actions());
    }

    @AfterEach
    void deprovisionAll() {
        made.forEach(resource -> provider().deprovision(server(), resource));
    }

    @Test
    void describes_itself_completely() {
        var service = provider().service();
        assertThat(service.title()).isNotBlank();
        assertThat(service.description()).isNotBlank();
        assertThat(service.plans()).isNotEmpty();
        assertThat(service.plans())
                .allSatisfy(plan -> assertThat(plan.description()).isNotBlank());
        assertThat(service.options()).extracting(ServiceOption::name).doesNotHaveDuplicates();
        assertThat(service.options())
                .allSatisfy(option -> assertThat(option.description()).isNotBlank());
        assertThat(service.options())
                .filteredOn(option -> option.defaultValue() != null)
                .allSatisfy(option -> assertThat(option.check(Objects.requireNonNull(option.defaultValue())))
                        .isEqualTo(option.defaultValue()));
        assertThat(service.configVars())
                .isNotEmpty()
                .allSatisfy(var -> assertThat(var.description()).isNotBlank());
    }

    /** What a server can run out of is said with what there is of it; nothing of a server at rest is almost used up. */
    @Test
    void says_how_much_of_a_server_is_in_use() {
        Ability.Capacity capacity = having(provider().abilities().capacity());
        provisioned();
        await().untilAsserted(() -> assertThat(capacity.usage(server())).anyMatch(usage -> usage.most() > 0));
        assertThat(capacity.usage(server())).allSatisfy(usage -> {
            assertThat(usage.what()).isNotBlank();
            assertThat(usage.used()).isNotNegative();
            assertThat(usage.most()).as(usage.toString()).matches(most -> most == 0 || most > usage.used());
            if (usage.option() != null) {
                assertThat(provider().service().option(usage.option())).isPresent();
            }
        });
    }

    /** What the verbs make of actions needs the ability, and nothing is offered that cannot be done. */
    @Test
    void offers_the_actions_that_it_has_the_abilities_for() {
        var service = provider().service();
        Abilities able = provider().abilities();
        Set<String> offered = service.actions().stream().map(Action::name).collect(Collectors.toSet());
        for (String ofBackups : List.of("backup", "backups", "restore")) {
            assertThat(offered.contains(ofBackups)).isEqualTo(able.backups().isPresent());
        }
        // what opens a client of several services names none
        assertThat(service.elsewhere().client() == null || able.shell().isPresent())
                .isTrue();
        Set<String> own = new HashSet<>(offered);
        own.removeAll(List.of("backup", "backups", "restore", "rotate"));
        own.remove(String.valueOf(service.elsewhere().client()));
        assertThat(own.isEmpty()).isEqualTo(able.actions().isEmpty());
    }

    @Test
    void ping_tells_the_version() {
        assertThat(provider().ping(server())).matches("[0-9]+(\\.[0-9]+)*.*");
    }

    @Test
    void configuring_again_changes_nothing() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        provider().configure(server());
        provider().configure(server());
        try (Session app = open(resource, credentials)) {
            app.write("still", "here");
            assertThat(app.read("still")).isEqualTo("here");
        }
    }

    @Test
    void provisioning_twice_gives_the_same_facts() {
        Resource wanted = wanted("myapp");
        Resource first = provider().provision(server(), wanted);
        assertThat(first.id()).isEqualTo(wanted.id());
        assertThat(provider().provision(server(), wanted)).isEqualTo(first);
        assertThat(provider().provision(server(), first)).isEqualTo(first);
    }

    @Test
    void provisioning_again_keeps_the_data() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        write(resource, credentials, "key", "kept");
        provider().provision(server(), resource);
        assertThat(read(resource, credentials, "key")).isEqualTo("kept");
    }

    @Test
    void bound_credentials_write_and_read() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        try (Session app = open(resource, credentials)) {
            assertThat(app.read("greeting")).isNull();
            app.write("greeting", "hello");
            app.write("greeting", "hello again");
            assertThat(app.read("greeting")).isEqualTo("hello again");
        }
    }

    @Test
    void binding_carries_the_id_and_the_secret_that_was_given() {
        Resource resource = provisioned();
        Id attachment = Id.fresh();
        Secret fresh = Secret.fresh();
        Credentials credentials = provider().grant(server(), resource, attachment, fresh);
        assertThat(credentials.id()).isEqualTo(attachment);
        if (hasAccounts()) {
            assertThat(credentials.password()).isEqualTo(fresh);
        }
    }

    @Test
    void two_attachments_see_the_same_data() throws Exception {
        Resource resource = provisioned();
        Credentials one = bound(resource);
        Credentials two = bound(resource);
        write(resource, one, "shared", "by one");
        write(resource, two, "shared", "by two");
        assertThat(read(resource, one, "shared")).isEqualTo("by two");
    }

    @Test
    void binding_an_attachment_again_changes_its_secret_and_keeps_its_user() throws Exception {
        assumeTrue(hasAccounts());
        Resource resource = provisioned();
        Id attachment = Id.fresh();
        Credentials old = provider().grant(server(), resource, attachment, Secret.fresh());
        Credentials now = provider().grant(server(), resource, attachment, Secret.fresh());
        assertThat(now.user()).isEqualTo(old.user());
        write(resource, now, "key", "value");
        assertRefused(resource, old);
    }

    @Test
    void new_credentials_leave_the_old_ones_and_their_sessions_alone_until_those_are_revoked() throws Exception {
        assumeTrue(hasAccounts());
        Resource resource = provisioned();
        Credentials old = bound(resource);
        try (Session open = open(resource, old)) {
            open.write("key", "by the old");
            Credentials fresh = bound(resource);
            assertThat(fresh.user()).isNotEqualTo(old.user());
            assertThat(open.read("key")).isEqualTo("by the old");
            assertThat(read(resource, fresh, "key")).isEqualTo("by the old");
            write(resource, fresh, "key", "by the new");
            assertThat(read(resource, old, "key")).isEqualTo("by the new");
            provider().revoke(server(), resource, old.id());
            assertThat(read(resource, fresh, "key")).isEqualTo("by the new");
            assertAttachments(resource, fresh.id());
        }
        assertRefused(resource, old);
    }

    @Test
    void unbinding_locks_out_one_at_once_and_not_the_other() throws Exception {
        assumeTrue(hasAccounts());
        Resource resource = provisioned();
        Credentials gone = bound(resource);
        Credentials stays = bound(resource);
        try (Session open = open(resource, gone);
                Session other = open(resource, stays)) {
            open.write("key", "value");
            provider().revoke(server(), resource, gone.id());
            assertThatThrownBy(() -> open.read("key"))
                    .as("an open session of the attachment unbound")
                    .isInstanceOf(Exception.class);
            assertThat(other.read("key")).isEqualTo("value");
        }
        assertRefused(resource, gone);
        assertThat(read(resource, stays, "key")).isEqualTo("value");
    }

    @Test
    void unbinding_twice_or_what_was_never_bound_is_no_error() {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        provider().revoke(server(), resource, credentials.id());
        provider().revoke(server(), resource, credentials.id());
        provider().revoke(server(), resource, Id.fresh());
        provider().revoke(server(), wanted("never-made"), Id.fresh());
    }

    @Test
    void data_survives_unbind_and_bind() throws Exception {
        Resource resource = provisioned();
        Credentials before = bound(resource);
        write(resource, before, "key", "survives");
        provider().revoke(server(), resource, before.id());
        Credentials after = bound(resource);
        assertThat(read(resource, after, "key")).isEqualTo("survives");
        write(resource, after, "key", "changed by the next");
        provider().revoke(server(), resource, after.id());
        Credentials same = provider().grant(server(), resource, before.id(), Secret.fresh());
        assertThat(read(resource, same, "key")).isEqualTo("changed by the next");
    }

    @Test
    void deprovisioning_removes_the_data_and_all_credentials() throws Exception {
        assumeTrue(erases());
        Resource resource = provisioned();
        Credentials one = bound(resource);
        Credentials two = bound(resource);
        write(resource, one, "key", "doomed");
        try (Session open = open(resource, two)) {
            provider().deprovision(server(), resource);
            if (hasAccounts()) {
                assertThatThrownBy(() -> open.read("key")).isInstanceOf(Exception.class);
            }
        }
        if (hasAccounts()) {
            assertRefused(resource, one);
            assertRefused(resource, two);
        }
        Resource anew = provider().provision(server(), new Resource(resource.id(), resource.label(), Map.of()));
        assertThat(provider().inspect(server(), anew).attachments()).isEmpty();
        assertThat(read(anew, bound(anew), "key")).isNull();
    }

    @Test
    void deprovisioning_twice_or_what_was_never_made_is_no_error() {
        Resource resource = provisioned();
        bound(resource);
        provider().deprovision(server(), resource);
        provider().deprovision(server(), resource);
        provider().deprovision(server(), wanted("never-made"));
    }

    @Test
    void deprovisioning_without_facts_finds_what_a_crash_left() throws Exception {
        assumeTrue(erases());
        Resource wanted = wanted("crashed");
        Resource resource = provider().provision(server(), wanted);
        Credentials credentials = bound(resource);
        provider().deprovision(server(), wanted);
        assertThat(provider().inspect(server(), resource).exists()).isFalse();
        if (hasAccounts()) {
            assertRefused(resource, credentials);
        }
    }

    @Test
    void two_add_ons_are_isolated_from_each_other() throws Exception {
        assumeTrue(isolates());
        Resource one = provisioned();
        Resource two = provisioned();
        Credentials ofOne = bound(one);
        Credentials ofTwo = bound(two);
        write(one, ofOne, "key", "of one");
        assertThat(read(two, ofTwo, "key")).isNull();
        write(two, ofTwo, "key", "of two");
        assertThat(read(one, ofOne, "key")).isEqualTo("of one");
        assertRefusedOrBlind(two, ofOne);
        provider().deprovision(server(), two);
        assertThat(read(one, ofOne, "key")).isEqualTo("of one");
    }

    @Test
    void inspecting_tells_the_truth_after_each_step() {
        Resource wanted = wanted("seen");
        if (erases()) {
            assertThat(provider().inspect(server(), wanted).exists()).isFalse();
        }
        Resource resource = provider().provision(server(), wanted);
        assertThat(provider().inspect(server(), resource).exists()).isTrue();
        assertAttachments(resource);
        Credentials one = bound(resource);
        assertAttachments(resource, one.id());
        Credentials two = bound(resource);
        assertAttachments(resource, one.id(), two.id());
        provider().revoke(server(), resource, one.id());
        assertAttachments(resource, two.id());
        provider().deprovision(server(), resource);
        if (erases()) {
            Observation gone = provider().inspect(server(), resource);
            assertThat(gone.exists()).isFalse();
            assertThat(gone.attachments()).isEmpty();
        }
    }

    @Test
    void examining_finds_nothing_wrong_with_what_was_bound_and_changes_nothing() throws Exception {
        Resource resource = provisioned();
        Credentials one = bound(resource);
        Credentials two = bound(resource);
        assertThat(checks().examine(server(), resource, List.of(one, two))).isEmpty();
        assertThat(checks().examine(server(), resource, List.of())).isEmpty();
        write(resource, one, "key", "value");
        assertThat(read(resource, two, "key")).isEqualTo("value");
    }

    @Test
    void examining_finds_credentials_that_do_not_log_in_and_binding_again_fixes_them() throws Exception {
        assumeTrue(hasAccounts());
        Resource resource = provisioned();
        Credentials right = bound(resource);
        Credentials changed = bound(resource);
        Credentials gone = bound(resource);
        provider().grant(server(), resource, changed.id(), Secret.fresh());
        provider().revoke(server(), resource, gone.id());
        List<Fault> faults = checks().examine(server(), resource, List.of(right, changed, gone));
        assertThat(faults).extracting(Fault::credentials).containsExactlyInAnyOrder(changed.id(), gone.id());
        assertThat(faults).extracting(Fault::harm).containsOnly(Fault.Harm.LOCKED_OUT);
        assertThat(faults)
                .allSatisfy(fault -> assertThat(fault.message())
                        .isNotBlank()
                        .doesNotContain(
                                changed.password().reveal(), gone.password().reveal()));
        provider().grant(server(), resource, changed.id(), changed.password());
        provider().grant(server(), resource, gone.id(), gone.password());
        assertThat(checks().examine(server(), resource, List.of(right, changed, gone)))
                .isEmpty();
        write(resource, changed, "key", "value");
    }

    @Test
    void examining_finds_that_the_data_are_lost_and_making_it_again_fixes_that() throws Exception {
        assumeTrue(erases());
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        provider().deprovision(server(), resource);
        assertThat(checks().examine(server(), resource, List.of(credentials)))
                .extracting(Fault::harm)
                .contains(Fault.Harm.DATA_LOST);
        assertThat(provider().provision(server(), resource)).isEqualTo(resource);
        provider().grant(server(), resource, credentials.id(), credentials.password());
        assertThat(checks().examine(server(), resource, List.of(credentials))).isEmpty();
        assertThat(read(resource, credentials, "key")).isNull();
    }

    @Test
    void shutting_keeps_all_clients_out_until_the_same_credentials_are_admitted_again() throws Exception {
        assumeTrue(hasAccounts());
        Resource resource = provisioned();
        Resource neighbour = provisioned();
        Credentials one = bound(resource);
        Credentials two = bound(resource);
        Credentials next = bound(neighbour);
        write(resource, one, "key", "value");
        try (Session open = open(resource, one);
                Session idle = open(resource, two);
                Session ofNeighbour = open(neighbour, next)) {
            movable().shut(server(), resource);
            movable().shut(server(), resource);
            assertThatThrownBy(() -> open.read("key")).isInstanceOf(Exception.class);
            assertThatThrownBy(() -> idle.read("key")).isInstanceOf(Exception.class);
            assertRefused(resource, one);
            assertRefused(resource, two);
            ofNeighbour.write("key", "undisturbed");
        }
        movable().admit(server(), resource);
        movable().admit(server(), resource);
        assertThat(read(resource, one, "key")).isEqualTo("value");
        assertThat(read(resource, two, "key")).isEqualTo("value");
        assertThat(checks().examine(server(), resource, List.of(one, two))).isEmpty();
    }

    @Test
    void admitting_brings_back_no_user_whose_credentials_were_revoked() throws Exception {
        assumeTrue(hasAccounts());
        Resource resource = provisioned();
        Credentials gone = bound(resource);
        Credentials stays = bound(resource);
        movable().shut(server(), resource);
        provider().revoke(server(), resource, gone.id());
        movable().admit(server(), resource);
        assertRefused(resource, gone);
        write(resource, stays, "key", "value");
    }

    @Test
    void shutting_or_admitting_what_was_never_made_or_is_open_is_no_error() {
        movable().shut(server(), wanted("never-made"));
        movable().admit(server(), wanted("never-made"));
        movable().admit(server(), provisioned());
    }

    @Test
    void a_copy_holds_all_data_and_belongs_to_the_users_of_its_target() throws Exception {
        assumeTrue(copies());
        Resource source = provisioned();
        Resource target = provisioned();
        Credentials ofSource = bound(source);
        Credentials ofTarget = bound(target);
        try (Session app = open(source, ofSource)) {
            for (int i = 0; i < entries(); i++) {
                app.write("key" + i, "value \u00e9\u4e2d " + i);
            }
        }
        movable().shut(server(), source);
        movable().copy(server(), source, server(), target);
        movable().admit(server(), source);
        try (Session app = open(target, ofTarget)) {
            for (int i = 0; i < entries(); i++) {
                assertThat(app.read("key" + i)).isEqualTo("value \u00e9\u4e2d " + i);
            }
            app.write("key0", "changed");
        }
        assertThat(read(source, ofSource, "key0")).isEqualTo("value \u00e9\u4e2d 0");
        if (isolates()) {
            assertRefusedOrBlind(target, ofSource);
        }
        assertThat(checks().examine(server(), target, List.of(ofTarget))).isEmpty();
        provider().deprovision(server(), source);
        assertThat(read(target, ofTarget, "key0")).isEqualTo("changed");
    }

    @Test
    void copying_nothing_is_no_error() throws Exception {
        assumeTrue(copies());
        Resource target = provisioned();
        movable().copy(server(), provisioned(), server(), target);
        assertThat(read(target, bound(target), "key")).isNull();
    }

    @Test
    void a_backup_holds_the_same_wherever_it_is_loaded(@TempDir Path folder) throws Exception {
        assumeTrue(copies());
        Ability.Backups backups = having(provider().abilities().backups());
        Resource source = provisioned();
        write(source, bound(source), "key", "value");
        Path file = folder.resolve("dump");
        Holdings made = backups.dump(server(), source, file, provisioned());
        assertThat(made.words()).isEqualTo(backups.verify(server(), file));
        assertThat(made.parts()).isNotEmpty();
        assertThat(backups.load(server(), provisioned(), file)).isEqualTo(made);
    }

    @Test
    void statistics_are_reported_by_every_service_with_actions() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        write(resource, credentials, "key", "value");
        ActionResult stats = actions().act(server(), resource, "stats", Map.of(), List.of(credentials));
        assertThat(stats.message()).isNotBlank();
        assertThat(stats.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).containsOnlyKeys("figure", "value"))
                .allSatisfy(row -> assertThat(row.values())
                        .allSatisfy(figure -> assertThat(figure.shown()).isNotBlank()));
        assertThat(stats.data())
                .as("a unit stands beside a number, never in it")
                .allSatisfy(row -> assertThat(row.get("unit") == null || !(row.get("value") instanceof String))
                        .isTrue())
                .noneSatisfy(
                        row -> assertThat(String.valueOf(row.get("value"))).matches("[0-9.]+ ?([kMG]?i?B|%|s|bytes)"));
    }

    @Test
    void a_census_names_each_add_on_and_login_so_that_strays_can_be_deleted() throws Exception {
        assumeTrue(hasAccounts());
        Resource known = provisioned();
        Resource stray = provider().provision(server(), wanted("a".repeat(63)));
        Credentials ofKnown = bound(known);
        Credentials ofStray = bound(stray);
        Resident found = resident(stray);
        assertThat(found.credentials()).hasSize(1);
        assertThat(found.credentials().keySet())
                .extracting(Id::brief)
                .containsExactly(ofStray.id().brief());
        assertThat(found.credentials()).containsValue(ofStray.user());
        assertThat(found.holds()).isEmpty();
        write(stray, ofStray, "key", "value");
        if (server().managed()) {
            assertThat(resident(stray).holds()).isNotEmpty();
        }
        provider().deprovision(server(), found.resource());
        assertThat(provider().inspect(server(), stray).exists()).isFalse();
        assertRefused(stray, ofStray);
        Id login = resident(known).credentials().keySet().iterator().next();
        provider().revoke(server(), known, login);
        assertRefused(known, ofKnown);
        assertThat(resident(known).credentials()).isEmpty();
    }

    private Resident resident(Resource resource) {
        return checks().census(server(), Set.of()).residents().stream()
                .filter(found ->
                        found.resource().id().brief().equals(resource.id().brief()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void config_vars_are_the_documented_ones() {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        List<String> documented =
                provider().service().configVars().stream().map(ConfigVar::name).toList();
        Map<String, String> vars = vars(resource, credentials);
        assertThat(vars).isNotEmpty();
        assertThat(documented).containsAll(vars.keySet());
        assertThat(vars.values()).allSatisfy(value -> assertThat(value).isNotBlank());
        assertThat(vars(resource, credentials)).isEqualTo(vars);
        provider()
                .abilities()
                .forms()
                .ifPresent(able -> assertThat(able.connectionForms(server(), resource, credentials)
                                .values())
                        .isNotEmpty()
                        .allSatisfy(form -> assertThat(form).isNotBlank()));
    }

    @Test
    void the_longest_label_works_and_two_of_them_do_not_meet() throws Exception {
        String longest = "a".repeat(63);
        Resource one = provider().provision(server(), wanted(longest));
        Resource two = provider().provision(server(), wanted(longest));
        Credentials ofOne = bound(one);
        Credentials again = bound(one);
        Credentials ofTwo = bound(two);
        write(one, ofOne, "key", "one");
        write(two, ofTwo, "key", "two");
        assertThat(read(one, again, "key")).isEqualTo("one");
        assertAttachments(one, ofOne.id(), again.id());
    }

    @Test
    void labels_with_dashes_and_digits_work() throws Exception {
        Resource resource = provider().provision(server(), wanted("a-1-b-22"));
        Credentials credentials = bound(resource);
        write(resource, credentials, "key", "value");
        assertThat(read(resource, credentials, "key")).isEqualTo("value");
    }

    @Test
    void an_unreachable_server_is_unavailable_soon_and_no_message_holds_a_secret() {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        Server down = unreachable();
        Secret fresh = Secret.fresh();
        assertUnavailable(down, fresh, true, () -> provider().ping(down));
        assertUnavailable(down, fresh, false, () -> provider().configure(down));
        assertUnavailable(down, fresh, false, () -> provider().provision(down, resource));
        assertUnavailable(down, fresh, false, () -> provider().grant(down, resource, Id.fresh(), fresh));
        assertUnavailable(down, fresh, false, () -> provider().revoke(down, resource, credentials.id()));
        assertUnavailable(down, fresh, false, () -> provider().deprovision(down, resource));
        assertUnavailable(down, fresh, false, () -> provider().inspect(down, resource));
        provider()
                .abilities()
                .checks()
                .ifPresent(able -> assertUnavailable(
                        down, fresh, false, () -> able.examine(down, resource, List.of(credentials))));
        provider()
                .abilities()
                .checks()
                .ifPresent(able -> assertUnavailable(down, fresh, false, () -> able.census(down, Set.of())));
        provider()
                .abilities()
                .movable()
                .ifPresent(able -> assertUnavailable(down, fresh, false, () -> able.shut(down, resource)));
        provider()
                .abilities()
                .movable()
                .ifPresent(able -> assertUnavailable(down, fresh, false, () -> able.admit(down, resource)));
        provider()
                .abilities()
                .movable()
                .ifPresent(
                        able -> assertUnavailable(down, fresh, false, () -> able.copy(down, resource, down, resource)));
        provider()
                .abilities()
                .actions()
                .ifPresent(able -> assertUnavailable(
                        down, fresh, true, () -> able.act(down, resource, "stats", Map.of(), List.of())));
    }

    @Test
    void a_trial_does_what_an_app_does_and_leaves_nothing_behind() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        write(resource, credentials, "key", "of the app");
        Map<String, Object> before = holds(resource);
        monitored().check(server(), vars(resource, credentials), TRIAL);
        monitored().check(server(), vars(resource, credentials), TRIAL);
        // some servers count late
        await().untilAsserted(() -> assertThat(holds(resource)).isEqualTo(before));
        assertThat(read(resource, credentials, "key")).isEqualTo("of the app");
    }

    /** What a resource holds, as far as nothing but its apps changes it. */
    private Map<String, Object> holds(Resource resource) {
        Map<String, Object> holds = new TreeMap<>();
        provider().inspect(server(), resource).figures().forEach((name, figure) -> {
            if (HELD.contains(name)) {
                holds.put(name, String.valueOf(figure.value()));
            }
        });
        return holds;
    }

    @Test
    void a_trial_with_a_wrong_password_is_unavailable_and_says_so() {
        assumeTrue(hasAccounts());
        Resource resource = provisioned();
        Credentials old = bound(resource);
        Map<String, String> vars = vars(resource, old);
        Credentials now = provider().grant(server(), resource, old.id(), Secret.fresh());
        assertTrialFails(server(), vars, old.password()).hasMessageContaining(" refuses ");
        monitored().check(server(), vars(resource, now), TRIAL);
        provider().revoke(server(), resource, now.id());
        assertTrialFails(server(), vars(resource, now), now.password());
    }

    @Test
    void a_trial_of_a_server_that_is_down_is_unavailable() {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        Server down = unreachable();
        assertTrialFails(down, provider().configVars(down, resource, credentials), credentials.password());
    }

    @Test
    void a_trial_of_a_server_that_hangs_ends() throws Exception {
        Resource resource = provisioned();
        Credentials credentials = bound(resource);
        whileSilent(silent -> assertTrialFails(
                        silent, provider().configVars(silent, resource, credentials), credentials.password())
                .satisfies(e -> assertThat(Stream.iterate(e, Objects::nonNull, Throwable::getCause))
                        .hasAtLeastOneElementOfType(SocketTimeoutException.class)));
    }

    /** Does something while a server accepts connections and says nothing, as one does that was stopped by SIGSTOP. */
    protected void whileSilent(Consumer<Server> trial) throws Exception {
        assumeTrue(!server().hosts().isEmpty(), "nothing to connect to");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            trial.accept(elsewhere(silent.getLocalPort()));
        }
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertTrialFails(
            Server at, Map<String, String> vars, Secret password) {
        Ability.Monitored able = monitored();
        Throwable failed = catchThrowable(() -> able.check(at, vars, TRIAL));
        assertThat(failed).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.getMessage()).contains(at.at());
        });
        assertNoSecret(failed, password.reveal());
        return assertThat(failed);
    }

    @Test
    void a_trial_without_config_vars_is_unavailable() {
        Ability.Monitored able = monitored();
        assertThatThrownBy(() -> able.check(server(), Map.of(), TRIAL))
                .isInstanceOf(VektraException.class)
                .hasMessageStartingWith("the app has no config var ");
    }

    /** A resource as the core asks for it, removed after the test. */
    protected final Resource wanted(String label) {
        Resource resource = new Resource(Id.fresh(), label, Map.of());
        made.add(resource);
        return resource;
    }

    protected final Resource provisioned() {
        return provider().provision(server(), wanted("myapp"));
    }

    protected final Credentials bound(Resource resource) {
        return provider().grant(server(), resource, Id.fresh(), Secret.fresh());
    }

    protected final Map<String, String> vars(Resource resource, Credentials credentials) {
        return provider().configVars(server(), resource, credentials);
    }

    protected final Session open(Resource resource, Credentials credentials) throws Exception {
        return client().open(vars(resource, credentials));
    }

    protected final void write(Resource resource, Credentials credentials, String key, String value) throws Exception {
        try (Session app = open(resource, credentials)) {
            app.write(key, value);
        }
    }

    protected final String read(Resource resource, Credentials credentials, String key) throws Exception {
        try (Session app = open(resource, credentials)) {
            return app.read(key);
        }
    }

    protected final void assertRefused(Resource resource, Credentials credentials) {
        assertThatCode(() -> open(resource, credentials).close())
                .as("logging in with revoked credentials")
                .isInstanceOf(Exception.class);
    }

    /** The credentials of one add-on put into the vars of another open nothing of the other. */
    private void assertRefusedOrBlind(Resource other, Credentials foreign) {
        Throwable refused = catchThrowable(() ->
                assertThat(read(other, foreign, "key")).as("another's data").isNotEqualTo("of two"));
        assertThat(refused).as("another add-on's data was readable").isNotInstanceOf(AssertionError.class);
    }

    private void assertAttachments(Resource resource, Id... expected) {
        if (hasAccounts()) {
            assertThat(provider().inspect(server(), resource).attachments())
                    .containsExactlyInAnyOrderElementsOf(
                            List.of(expected).stream().map(Id::brief).toList());
        }
    }

    private void assertUnavailable(Server down, Secret fresh, boolean asks, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown == null && !asks) {
            return; // a provider may have nothing to ask the server here
        }
        assertThat(thrown).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.getMessage()).contains(down.at());
        });
        assertNoSecret(thrown, fresh.reveal());
        assertNoSecret(thrown, password(down.adminUrl()));
    }

    /** Fails when the text stands anywhere in the exception, its hint or its causes. */
    protected static void assertNoSecret(Throwable thrown, String secret) {
        if (secret.isEmpty()) {
            return;
        }
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            assertThat(t.toString()).doesNotContain(secret);
            if (t instanceof VektraException e && e.hint() != null) {
                assertThat(e.hint()).doesNotContain(secret);
            }
        }
    }

    private static String password(Secret url) {
        String text = url.reveal();
        int at = text.lastIndexOf('@');
        return at < 0 ? "" : text.substring(text.indexOf(':', text.indexOf("//")) + 1, at);
    }

    /** The same server at a port where nothing listens. */
    protected Server unreachable() {
        return elsewhere(Ports.free());
    }

    private Server elsewhere(int port) {
        Server up = server();
        String url = up.adminUrl().reveal().replace(":" + up.host().port(), ":" + port);
        return new Server(
                up.id(),
                up.service(),
                up.managed(),
                List.of(new HostPort(up.host().host(), port)),
                new Secret(url),
                up.options(),
                up.software(),
                up.folder(),
                up.version());
    }
}
