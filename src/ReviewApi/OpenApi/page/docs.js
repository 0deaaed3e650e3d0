// What Swagger UI lacks, as plugins. This runs after the page's bundle and before the page is made of it.

const shownAtFirst = 15;
const longest = 20_000;
const methods = ["get", "post", "put", "patch", "delete"];

// What a path is about: /v1/films/{id} of /v1/films/{id}/merge.
const subjectOf = path => path.match(/^.*?\}/)?.[0] ?? path;
const listOf = path => path.match(/^(.*?)\/\{(id|idOrSlug)\}/)?.[1];

const tags = new Map();
const shown = new Set();
const lists = new Map();

// The first two things of a list as the caller may see it: asked for once, so that a story goes on with the same ones.
async function things(path, key) {
  const found = lists.get(`${path} ${key}`);
  if (found?.length) return found;
  const answer = await fetch(`..${path}?limit=2`, { headers: key ? { Authorization: `Bearer ${key}` } : {} });
  const { items } = answer.ok ? await answer.json() : { items: [] };
  lists.set(`${path} ${key}`, items);
  return items;
}

// Parameters: many are folded behind the first ones; an id is one that is there, and If-Match what was last read or written.
const parameters = (Original, { React, specActions, oas3Actions, authSelectors }) =>
  class Parameters extends React.Component {
    state = { isWhole: false, isFilled: false };

    componentDidMount() {
      shown.add(this);
      this.fillTag();
      this.fillIds().catch(() => {}).finally(() => this.setState({ isFilled: true }));
    }

    componentWillUnmount() {
      shown.delete(this);
    }

    fill(name, value) {
      const parameter = this.props.parameters.find(one => one.get("name") === name);
      if (parameter && value) specActions.changeParamByIdentity(this.props.pathMethod, parameter, value, false);
    }

    fillTag() {
      this.fill("If-Match", tags.get(subjectOf(this.props.pathMethod[0])));
    }

    async fillIds() {
      const { pathMethod } = this.props;
      const [path] = pathMethod;
      const key = authSelectors.authorized().getIn(["key", "value"]);
      if (path === "/oembed") {
        const [review] = await things("/v1/reviews");
        this.fill("url", review && new URL(`../v1/reviews/${review.slug}`, location).href);
      } else if (listOf(path)) {
        const [first, second] = await things(listOf(path), key);
        this.fill("id", first?.id);
        this.fill("idOrSlug", first?.slug);
        if (path.endsWith("/merge") && second)
          oas3Actions.setRequestBodyValue({ value: JSON.stringify({ into: second.id }, null, 2), pathMethod });
      }
    }

    render() {
      const { parameters } = this.props;
      const { isWhole, isFilled } = this.state;
      const { createElement: element } = React;
      const rest = parameters.size - shownAtFirst;
      return element("div", { "aria-busy": !isFilled },
        element(Original, { ...this.props, parameters: isWhole ? parameters : parameters.slice(0, shownAtFirst) }),
        rest > 0 && element("div", { className: "more-parameters" },
          element("button", {
            type: "button", className: "btn", "aria-expanded": isWhole, onClick: () => this.setState({ isWhole: !isWhole }),
          }, isWhole ? "Fewer parameters" : `${rest} more parameters`)));
    }
  };

const setResponse = original => (path, method, answer) => {
  const tag = answer.headers?.etag;
  if (tag && (method !== "get" || path === subjectOf(path) || path.endsWith("/draft"))) {
    tags.set(subjectOf(path), tag);
    for (const one of shown) one.fillTag();
  }
  return original(path, method, answer);
};

// A lock stands where a key is needed; where it only shows more, the description says so.
const OperationSummary = (Original, { React }) => props => {
  const { operationProps } = props;
  const optional = operationProps.get("security")?.filter(choice => choice.size === 0);
  return React.createElement(Original, optional?.size ? { ...props, operationProps: operationProps.set("security", optional) } : props);
};

// What assistive technology needs, and Swagger UI leaves out.
const named = (Original, { React: { createElement: element } }) => props => {
  const { schema, description } = props;
  const isChosen = [schema, schema?.get?.("items")].some(one => one?.get?.("enum") || one?.get?.("type") === "boolean");
  return isChosen
    ? element("label", null, element("span", { className: "unseen" }, description), element(Original, props))
    : element(Original, props);
};
const labelled = (Original, { React: { createElement: element } }) => props =>
  element("label", null, element("span", { className: "unseen" }, "Example"), element(Original, props));
const scrolled = (Original, { React: { createElement: element } }) => props =>
  element("div", { className: "scrolled", tabIndex: 0, role: "region", "aria-label": "Code" }, element(Original, props));
const asBody = (Original, { React }) => props => React.createElement(Original, { "aria-label": "Body", ...props });
const asText = (_, { React }) => ({ text }) => React.createElement("span", { className: "nostyle" }, text);
const asClose = (Original, { React }) => props =>
  React.createElement("span", { role: "img", "aria-label": "Close" }, React.createElement(Original, props));
// A button is called what is written on it.
const asWritten = (Original, { React }) => ({ "aria-label": label, ...props }) =>
  React.createElement(Original, typeof props.children === "string" ? props : { "aria-label": label, ...props });
const nothing = () => () => null;

// Colours in a long answer take seconds.
const SyntaxHighlighter = (Original, { React, getComponent }) => props => props.children?.length > longest
  ? React.createElement(getComponent("PlainTextViewer"), null, props.children)
  : React.createElement(Original, props);

const additions = {
  components: { JsonSchema_string_uuid: props => props.getComponent("JsonSchema_string")(props) },
  wrapComponents: {
    parameters, OperationSummary, SyntaxHighlighter, ServersContainer: nothing, JsonSchemaForm: named, ExamplesSelect: labelled, HighlightCode: scrolled,
    DeepLink: asText, TextArea: asBody, CloseIcon: asClose, Button: asWritten,
  },
  statePlugins: { spec: { wrapActions: { setResponse } } },
};

const bundle = window.SwaggerUIBundle;
window.SwaggerUIBundle = Object.assign(options => bundle({
  ...options,
  // Without "..", as it is shown.
  urls: options.urls.map(one => ({ ...one, url: new URL(one.url, location).href })),
  operationsSorter: (one, other) => methods.indexOf(one.get("method")) - methods.indexOf(other.get("method")),
  plugins: [...(options.plugins ?? []), additions],
}), bundle);
