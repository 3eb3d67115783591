/** The part of the API that knows JavaFX: panels and icons of tools. */
package org.liverystudio.host.ui;
