package vektra.provider.sqs;

/** What the server offers: queues or topics. */
public enum QueueFlavor {
    SQS("sqs", "SQS", "queue", "queues"),
    SNS("sns", "SNS", "topic", "topics");

    private final String service;
    private final String title;
    private final String one;
    private final String many;

    QueueFlavor(String service, String title, String one, String many) {
        this.service = service;
        this.title = title;
        this.one = one;
        this.many = many;
    }

    String service() {
        return service;
    }

    /** How a request names an action. */
    String action(String name) {
        return (this == SQS ? "AmazonSQS." : "AmazonSimpleNotificationService.") + name;
    }

    String title() {
        return title;
    }

    /** What a space holds one of from the start. */
    String one() {
        return one;
    }

    String many() {
        return many;
    }
}
