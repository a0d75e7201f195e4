import { SourcierChat } from "./element.js";

// Loaded twice, the first stays.
if (!customElements.get("sourcier-chat")) customElements.define("sourcier-chat", SourcierChat);
