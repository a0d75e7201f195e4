"""The look of the chat page: system fonts, paper and ink, one accent, light and dark."""

import gradio as gr


def theme() -> gr.themes.Base:
    """Return the theme; `chat.css` lays out what a theme cannot say."""
    accent = gr.themes.Color(
        name="accent",
        c50="#eef8f8", c100="#d3eeee", c200="#a9dcdd", c300="#74c2c5", c400="#43a2a8",
        c500="#1f828a", c600="#0b5d66", c700="#0a4d55", c800="#0a3f45", c900="#0a3338",
        c950="#051f23",
    )  # fmt: skip
    system = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"]
    return gr.themes.Base(
        primary_hue=accent,
        neutral_hue=gr.themes.colors.stone,
        font=system,
        font_mono=["ui-monospace", "monospace"],
        radius_size=gr.themes.sizes.radius_sm,
    ).set(
        body_background_fill="#fbfaf7",
        body_background_fill_dark="#161615",
        body_text_color="#1d1c1a",
        body_text_color_dark="#ebe9e4",
        background_fill_primary="#ffffff",
        background_fill_primary_dark="#1e1e1c",
        background_fill_secondary_dark="#1e1e1c",
        block_background_fill_dark="#1e1e1c",
        input_background_fill_dark="#2a2a27",
        input_background_fill="#f4f2ed",
        border_color_primary="#d9d5cb",
        border_color_primary_dark="#3a3835",
        input_placeholder_color="#6f6b63",
        input_placeholder_color_dark="#9b978d",
        button_secondary_background_fill="transparent",
        button_secondary_background_fill_dark="transparent",
        button_secondary_border_color="#8a857b",
        button_secondary_border_color_dark="#8a857b",
        body_text_color_subdued="#5d5a53",
        body_text_color_subdued_dark="#aaa69c",
        link_text_color="*primary_600",
        link_text_color_hover="*primary_700",
        link_text_color_visited="*primary_600",
        link_text_color_dark="*primary_300",
        link_text_color_hover_dark="*primary_200",
        link_text_color_visited_dark="*primary_300",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_300",
        button_primary_background_fill_hover_dark="*primary_200",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#0d1f21",
    )
