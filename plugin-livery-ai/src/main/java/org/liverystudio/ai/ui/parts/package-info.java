/** What several views of the panel are made of. */
package org.liverystudio.ai.ui.parts;
