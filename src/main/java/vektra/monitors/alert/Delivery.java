package vektra.monitors.alert;

import vektra.model.text.VektraException;

/** Brings a message to where an alert wants it. */
interface Delivery {
    /** Returns once the destination has confirmed it; whatever goes wrong is UNAVAILABLE. */
    void deliver(Alert alert, Message message);

    /** By the kind of the alert; its libraries are loaded only then. */
    static void send(Alert alert, Message message) {
        Delivery delivery = switch (alert.kind()) {
            case WEBHOOK -> new WebhookDelivery();
            case COMMAND -> new CommandDelivery();
            case EMAIL -> new EmailDelivery();
        };
        delivery.deliver(alert, message);
    }

    static VektraException failed(String why, Throwable cause) {
        return VektraException.unavailable(why, null, cause);
    }
}
