/** RabbitMQ as an add-on: a vhost per add-on, a user per attachment. */
@NullMarked
package vektra.provider.rabbitmq;

import org.jspecify.annotations.NullMarked;
