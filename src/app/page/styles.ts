// In this order: what comes later may overrule what came before.
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/inter/wght-italic.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "@jupyterlab/notebook/style/index.js";
import "@jupyterlab/completer/style/index.js";
import "@jupyterlab/fileeditor/style/index.js";
import "@jupyterlab/tooltip/style/index.js";
import "@jupyterlab/mathjax-extension/style/index.js";
import "@jupyterlab/theme-light-extension/style/theme.css";
import "@jupyterlab/theme-dark-extension/style/variables.css";
import "./lab.css";
