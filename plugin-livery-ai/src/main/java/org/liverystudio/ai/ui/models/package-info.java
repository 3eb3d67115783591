/** Fetching models: the question in the panel, the window with the choices, and how it goes on. */
package org.liverystudio.ai.ui.models;
