/**
 * PNG pictures, read and written with own code: alpha stays straight, colour under alpha 0 stays,
 * and damage is told in words.
 */
package org.liverystudio.editor.format.png;
