/** The server serves the static folders of all packages as one; after importing this, Node finds modules likewise. */
import { register } from "node:module";

register("./merged_hook.js", import.meta.url);
