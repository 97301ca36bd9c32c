package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many messages of 200 bytes are sent, received and deleted in a second, by clients that do one after the other,
 * against ElasticMQ with its store on disk (H2). Ours has the disk confirm each before it answers; ElasticMQ does not.
 */
record QueueSpeed(Home home, Table table) {
    private static final int[] CLIENTS = {8, 1};
    private static final int MILLIS = 3_000;
    private static final int WARM = 200;
    private static final Pattern RECEIPT = Pattern.compile("\"ReceiptHandle\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern QUEUE = Pattern.compile("\"QueueUrl\"\\s*:\\s*\"([^\"]*)\"");
    private static final String BODY = "x".repeat(200);

    void measure(int rounds) throws Exception {
        AwsClient client = new AwsClient(
                home.config("SQS_ENDPOINT"),
                new AwsKey(home.config("SQS_ACCESS_KEY_ID"), home.config("SQS_SECRET_ACCESS_KEY"), "sqs"));
        int port = Port.free();
        Process elasticMq = elasticMq(port);
        AwsClient other = new AwsClient("http://127.0.0.1:" + port, new AwsKey("x", "x", "sqs"));
        String queue = found(QUEUE, other.ask("AmazonSQS.CreateQueue", "{\"QueueName\":\"bench\"}"));
        String ours = home.config("SQS_QUEUE_URL");
        for (int clients : CLIENTS) {
            Load vektra = new Load(home.server("sqs"), () -> roundTrip(client, ours));
            Load peer = new Load(elasticMq.pid(), () -> roundTrip(other, queue));
            Load.race(vektra, peer, WARM, clients, rounds, MILLIS);
            rows(clients, vektra, peer);
        }
    }

    private Process elasticMq(int port) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(home.workshop().file("elasticmq"));
        Path conf = Files.writeString(folder.resolve("conf"), """
                include classpath("application.conf")
                rest-sqs { enabled = true, bind-port = %d, bind-hostname = "127.0.0.1" }
                rest-stats { enabled = false }
                messages-storage { enabled = true, driver-class-name = "org.h2.Driver", uri = "jdbc:h2:%s",
                                   username = "", password = "" }
                """.formatted(port, folder.resolve("messages")));
        return new Peer("elasticmq")
                .start(
                        home.workshop(),
                        port,
                        "org.elasticmq.server.Main",
                        List.of("-Dconfig.file=" + conf, "-Xmx512m"),
                        List.of());
    }

    private static int roundTrip(AwsClient client, String queue) throws Exception {
        String at = "{\"QueueUrl\":\"" + queue + "\"";
        client.ask("AmazonSQS.SendMessage", at + ",\"MessageBody\":\"" + BODY + "\"}");
        String got = client.ask("AmazonSQS.ReceiveMessage", at + ",\"MaxNumberOfMessages\":1,\"WaitTimeSeconds\":5}");
        client.ask("AmazonSQS.DeleteMessage", at + ",\"ReceiptHandle\":\"" + found(RECEIPT, got) + "\"}");
        return got.length();
    }

    private static String found(Pattern pattern, String answer) {
        Matcher matcher = pattern.matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + answer);
        }
        return matcher.group(1);
    }

    private void rows(int clients, Load vektra, Load peer) {
        double ratio = vektra.rate().median() / peer.rate().median();
        table.row(
                "send, receive and delete, clients: " + clients,
                figures(vektra),
                "ElasticMQ on H2",
                figures(peer),
                Goal.times(ratio),
                Goal.atLeast(0.7, ratio));
    }

    private static String figures(Load load) {
        return String.format(
                Locale.ROOT,
                "%.0f/s, %.2f CPU ms each",
                load.rate().median(),
                load.work().median());
    }
}
