/** Makes add-ons, their attachments and credentials; what takes each back is journalled before it is made. */
@NullMarked
package vektra.addons.provision;

import org.jspecify.annotations.NullMarked;
