package vektra.provider.s3;

import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.Server;
import vektra.model.text.Secret;

/** An add-on of its own, and an app with a key for it. */
record Bench(Server server, Resource resource, Credentials credentials, Map<String, String> vars, S3Client client) {
    static Bench on(Server server) {
        Resource resource = RunningS3.PROVIDER.provision(server, new Resource(Id.fresh(), "my-app", Map.of()));
        return another(server, resource);
    }

    private static Bench another(Server server, Resource resource) {
        Credentials made = RunningS3.PROVIDER.grant(server, resource, Id.fresh(), Secret.fresh());
        Map<String, String> vars = RunningS3.PROVIDER.configVars(server, resource, made);
        return new Bench(server, resource, made, vars, S3App.client(vars));
    }

    /** Another attachment of the same add-on. */
    Bench attached() {
        return another(server, resource);
    }

    String bucket() {
        return vars.get("S3_BUCKET");
    }
}
