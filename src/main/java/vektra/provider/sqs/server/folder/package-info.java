/** The folder that the server and Vektra share: whose the add-ons are, and the access keys. */
@NullMarked
package vektra.provider.sqs.server.folder;

import org.jspecify.annotations.NullMarked;
