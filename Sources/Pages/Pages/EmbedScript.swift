import Markup

/// What an embed says to the page around it: its height, in the dialects of the hosts newsrooms use.
///
/// Datawrapper's listener, pym.js 1, AMP, Medium (and Embedly, Pageflow), and Almanac's own; sent on load, on
/// resize and when the host asks, and only when the rounded height has changed.
enum EmbedScript {
  static func node(id: String, edition: String) -> Node {
    el("script") { Node.trusted("(function(){var id='\(safe(id))',edition='\(safe(edition))'," + source) }
  }

  /// Ids come from file names; whatever is not a plain character cannot leave the string literal.
  private static func safe(_ text: String) -> String {
    String(text.map { ($0.isASCII && ($0.isLetter || $0.isNumber)) || $0 == "-" ? $0 : "_" })
  }

  private static let source = """
    last=0,box=document.querySelector('main'),P=parent,
    child=/[?&]childId=([^&]+)/.exec(location.search);
    function post(h){if(h===last||P===window)return;last=h;var d={};d[id]=h;
    P.postMessage({type:'almanac:height',v:1,id:id,edition:edition,height:h},'*');
    P.postMessage({'datawrapper-height':d},'*');
    P.postMessage({sentinel:'amp',type:'embed-size',height:h},'*');
    P.postMessage(JSON.stringify({src:location.href,context:'iframe.resize',height:h}),'*');
    if(child)P.postMessage('pymxPYMx'+child[1]+'xPYMxheightxPYMx'+h,'*')}
    function measure(){post(Math.ceil(box.getBoundingClientRect().height))}
    if(window.ResizeObserver)new ResizeObserver(measure).observe(box);
    addEventListener('load',measure);
    addEventListener('message',function(e){if(e.source===P){last=0;measure()}})})();
    """
}
