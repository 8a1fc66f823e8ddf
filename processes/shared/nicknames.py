"""Short forms of forenames: somebody recorded as William is Will, Bill or Billy to a child.

Used only to leave a text out, never to find or join people.
"""

from collections.abc import Iterable

_GROUPS = """
abigail abi abbie gail; albert al bert bertie; alexander alexandra alex alec sandy sasha lex
xander; alfred alf alfie fred; andrew andy drew; anthony tony ant; antonia toni; arthur art
artie; barbara barb babs; benjamin ben benny benji; bernard bernie; beverley bev; bradley brad;
catherine katherine kathryn kate katie kathy cathy kat kitty kay; charles charlie chuck chas;
charlotte lottie charlie lotte; christine christina chris chrissie tina; christopher chris kit;
daniel dan danny; danielle dani; david dave davey davy; deborah debra deb debbie; dennis den;
dominic dom; donald don donny; dorothy dot dottie dolly; douglas doug dougie; edward eddie ed
ted teddy ned; eleanor ellie nell nelly nora; elizabeth liz lizzie beth betty eliza libby elsie
lisbeth; emily em emmy; emma em; eugene gene; florence flo florrie; frances francesca fran
frankie cesca; francis frank frankie; frederick fred freddie; gabriel gabriella gabe gabby;
geoffrey jeffrey geoff jeff; george georgie; georgina georgia georgie; gerald gerard gerry
jerry; graham gray; gregory greg; harold harry hal; harriet hattie harrie; harrison harry; henry
harry hal hank; henrietta etta hettie; hugh hughie; isabella isabel isobel bella izzy issy
belle; jacob jake; jacqueline jackie jacqui; james jim jimmy jamie jem; janet jan; jasmine jas
jazz; jennifer jen jenny; jeremy jez jem; jessica jess jessie; joanna joanne jo; john jack
johnny jon; jonathan jon jonny; joseph joe joey; josephine jo josie; joshua josh; judith judy
jude; julia julie jules; kenneth ken kenny; kimberley kim; laurence lawrence larry laurie;
leonard len lenny leo; leonardo leo; lewis louis lou; louise lou; lucinda lucy cindy; madeleine
maddie; magdalena lena magda; malcolm mal; margaret maggie meg peggy marge daisy greta; maria
marie mary; martin marty; matilda tilly mattie; matthew matt matty; maurice mo; maxwell
maximilian max; melanie mel; melissa mel missy; michael mike mick mickey micky; michelle shell;
mohammed muhammad mohammad mohamed mo; natalie nat; natasha tasha nat; nathan nathaniel nate
nat; nicholas nick nicky; nicola nicole nicky nikki; norman norm; oliver ollie olly; olivia liv
livvy; oscar oz; pamela pam; patricia pat patsy trish tricia; patrick pat paddy; penelope penny;
peter pete; philip phillip phil; philippa pippa pip; priscilla cilla; rachel rach; raymond ray;
rebecca becky becca; reginald reg reggie; richard rich rick ricky dick dickie; robert rob bob
bobby robbie bert; roderick rod roddy; rodney rod; roger rodge; ronald ron ronnie; rosalind
rosemary rose rosie; rupert rupe; samantha samuel sam sammy; sandra sandy; sebastian seb; sidney
sid; simon si; solomon sol; stephen steven steve stevie; stephanie steph stevie; stuart stewart
stu; susan suzanne sue susie; sylvia syl; tabitha tabby; teresa theresa terri tess; terence
terry tel; thaddeus thad; theodore theo ted teddy; thomas tom tommy; timothy tim timmy; tobias
toby; valerie val; valentina val tina; veronica ronnie; victor vic; victoria vicky tori; vincent
vince vinny; walter wally walt; wilfred wilf; william will bill billy willie liam; winifred
winnie; zachary zac zack zak; zoe zo
"""
_SPELLINGS: dict[str, frozenset[str]] = {}
for _group in _GROUPS.split(";"):
    _words = frozenset(_group.split())
    for _word in _words:
        _SPELLINGS[_word] = _SPELLINGS.get(_word, frozenset()) | _words


def spellings(forenames: Iterable[str]) -> frozenset[str]:
    """Give every form by which people of these forenames (in lower case) may be called."""
    return frozenset(form for name in forenames for form in _SPELLINGS.get(name, ()))
