package vektra.provider.sqs;

import java.util.LinkedHashMap;
import java.util.Map;
import vektra.aws.AccessKey;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.service.HostPort;
import vektra.model.service.Server;

record Variables(QueueFlavor flavor) {
    Map<String, String> of(Server server, Resource resource, Credentials credentials) {
        AccessKey key = QueueService.accessKey(credentials);
        String secret = key.secret().reveal();
        HostPort host = server.host();
        String endpoint = server.httpUrl();
        String account = Names.account(resource);
        String first = Names.first(resource);
        String name = flavor.title();
        String login = flavor.service() + "://" + key.id() + ":" + secret + "@";
        Map<String, String> vars = new LinkedHashMap<>();
        if (flavor == QueueFlavor.SQS) {
            vars.put("SQS_URL", login + host + "/" + account + "/" + first);
            vars.put("SQS_QUEUE_URL", endpoint + "/" + account + "/" + first);
        } else {
            String arn = "arn:aws:sns:us-east-1:" + account + ":" + first;
            vars.put("SNS_URL", login + arn);
            vars.put("SNS_TOPIC_ARN", arn);
        }
        vars.put(name + "_USER", key.id());
        vars.put(name + "_PASS", secret);
        vars.put(name + "_HOST", host.host());
        vars.put(name + "_PORT", Integer.toString(host.port()));
        vars.put(name + "_NAME", first);
        vars.put(name + "_ENDPOINT", endpoint);
        vars.put(name + "_REGION", "us-east-1");
        vars.put(name + "_ACCESS_KEY_ID", key.id());
        vars.put(name + "_SECRET_ACCESS_KEY", secret);
        vars.put("AWS_ENDPOINT_URL_" + name, endpoint);
        vars.put("AWS_REGION", "us-east-1");
        vars.put("AWS_DEFAULT_REGION", "us-east-1");
        vars.put("AWS_ACCESS_KEY_ID", key.id());
        vars.put("AWS_SECRET_ACCESS_KEY", secret);
        return vars;
    }
}
