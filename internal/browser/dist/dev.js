var d=`
:host{position:fixed;inset:0;z-index:2147483647;display:grid;place-items:center;padding:16px;background:#0009;font:15px/1.5 system-ui,sans-serif}
section{box-sizing:border-box;width:min(860px,100%);max-height:100%;overflow:auto;padding:20px 24px;border-radius:12px;border-top:4px solid #f0596b;background:#1b1d24;color:#eceef3;box-shadow:0 16px 60px #000a}
header{display:flex;gap:16px;align-items:start}
h2{flex:1;margin:0;font-size:18px}
button{border:0;border-radius:6px;padding:2px 10px;background:#353945;color:inherit;font:inherit;cursor:pointer}
button:focus-visible{outline:2px solid #8fb6ff;outline-offset:2px}
article{margin-top:16px}
article>div{color:#9fb8e8;font:13px/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
p{margin:2px 0 6px;white-space:pre-wrap;overflow-wrap:anywhere;color:#ffb3bc}
pre{margin:0;padding:10px 12px;overflow:auto;border-radius:6px;background:#0f1116;font:13px/1.5 ui-monospace,monospace;tab-size:4}
footer{margin-top:16px;color:#a5acbb;font-size:13px}
`,i,p,r=(e,o,...t)=>{let n=document.createElement(e);return o&&(n.textContent=o),n.append(...t),n},l=({file:e,line:o,column:t})=>[e,o,t].filter(Boolean).join(":"),f=(e,o)=>o>0?`
`+e.slice(0,o-1).replace(/[^\t]/g," ")+"^":"";function u(e){let o=l(e),t=e.source||"",n=[r("p",e.message)];return o&&n.unshift(r("div",o)),t&&n.push(r("pre",t+f(t,e.column))),r("article","",...n)}function s(){removeEventListener("keydown",c,!0),i?.remove(),i=null,p?.focus?.({preventScroll:!0})}function c(e){e.key=="Escape"&&(e.stopPropagation(),s())}function x({title:e,items:o}){if(i&&s(),!o?.length)return;p=document.activeElement,i=r("div"),i.id="pn-problem",i.setAttribute("role","alertdialog"),i.setAttribute("aria-label",e);let t=new CSSStyleSheet;t.replaceSync(d);let n=i.attachShadow({mode:"open"}),a=r("button","Close");n.adoptedStyleSheets=[t],a.onclick=s,n.append(r("section","",r("header","",r("h2",e),a),...o.map(u),r("footer","Esc closes this. It goes away by itself when the script is good again."))),document.body.append(i),addEventListener("keydown",c,!0),a.focus()}export{x as showProblem};
