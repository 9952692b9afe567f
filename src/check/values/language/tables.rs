//! The subtags that a language tag is made of.
//!
//! Languages are those of ISO 639-1, -2, -3 and -5, scripts those of ISO 15924, regions those of ISO 3166-1, as IANA's
//! registry of language subtags takes them over (RFC 5646, section 3).

/// Codes of two letters, each with the codes of three letters that mean the same; without one, a withdrawn code.
pub(super) const SHORT: &str = "\
    aa=aar ab=abk ae=ave af=afr ak=aka am=amh an=arg ar=ara as=asm av=ava ay=aym az=aze ba=bak be=bel bg=bul \
    bh=bih bi=bis bm=bam bn=ben bo=bod/tib br=bre bs=bos ca=cat ce=che ch=cha co=cos cr=cre cs=ces/cze cu=chu \
    cv=chv cy=cym/wel da=dan de=deu/ger dv=div dz=dzo ee=ewe el=ell/gre en=eng eo=epo es=spa et=est eu=baq/eus \
    fa=fas/per ff=ful fi=fin fj=fij fo=fao fr=fra/fre fy=fry ga=gle gd=gla gl=glg gn=grn gu=guj gv=glv ha=hau \
    he=heb hi=hin ho=hmo hr=hrv ht=hat hu=hun hy=arm/hye hz=her ia=ina id=ind ie=ile ig=ibo ii=iii ik=ipk in \
    io=ido is=ice/isl it=ita iu=iku iw ja=jpn ji jv=jav jw ka=geo/kat kg=kon ki=kik kj=kua kk=kaz kl=kal km=khm \
    kn=kan ko=kor kr=kau ks=kas ku=kur kv=kom kw=cor ky=kir la=lat lb=ltz lg=lug li=lim ln=lin lo=lao lt=lit \
    lu=lub lv=lav mg=mlg mh=mah mi=mao/mri mk=mac/mkd ml=mal mn=mon mo mr=mar ms=may/msa mt=mlt my=bur/mya \
    na=nau nb=nob nd=nde ne=nep ng=ndo nl=dut/nld nn=nno no=nor nr=nbl nv=nav ny=nya oc=oci oj=oji om=orm or=ori \
    os=oss pa=pan pi=pli pl=pol ps=pus pt=por qu=que rm=roh rn=run ro=ron/rum ru=rus rw=kin sa=san sc=srd sd=snd \
    se=sme sg=sag sh=hbs si=sin sk=slk/slo sl=slv sm=smo sn=sna so=som sq=alb/sqi sr=srp ss=ssw st=sot su=sun \
    sv=swe sw=swa ta=tam te=tel tg=tgk th=tha ti=tir tk=tuk tl=tgl tn=tsn to=ton tr=tur ts=tso tt=tat tw=twi \
    ty=tah ug=uig uk=ukr ur=urd uz=uzb ve=ven vi=vie vo=vol wa=wln wo=wol xh=xho yi=yid yo=yor za=zha zh=chi/zho \
    zu=zul";

/// Codes of three letters: the first two, then every third that there is.
pub(super) const LONG: &str = "\
    aa:abcdefghiklnopqrstuvwxz ab:abcdefghijklmnopqrstuvwxyz ac:abdefhiklmnpqrstuvwxyz ad:abdefghijlnoqrstuwxyz \
    ae:abcdeklmnqrsuwyz af:abdeghiknoprstuz ag:abcdefghijklmnoqrstuvwxyz ah:abghiklmnoprst \
    ai:abcdefghijklmnopqrtwxy aj:aginpsuwz ak:abcdefghijklmopqrstuvwxyz al:abcdefghijklmnopqrstuvwxyz \
    am:abcefghijklmnopqrstuvwxyz an:abcdefghijklmnopqrstuvwxyz ao:abcdefgijklmnrstuxz \
    ap:abcdefghijklmnopqrstuvwxyz aq:acdgklmnprtz ar:abcdeghijklmnopqrstuvwxyz as:abcefghijklmnopqrstuvwxyz \
    at:abcdeghijklmnopqrstuvwxyz au:abcdfghijklmnopqrstuwxyz av:abdeiklmnostuv aw:abcdeghikmnorstuvwxy \
    ax:begklmx ay:abcdeghiklmnopqrstuz az:abcdegjmnotz ba:abcdefghijklmnopqrstuvwxy bb:abcdefghijklmnopqrstuvwxy \
    bc:abcdefghijklmnopqrstuvwyz bd:abcdefghijklmnopqrstuvwxyz be:abcdefghijklmnopqrstuvwxyz \
    bf:abcdefghijklmnopqrstuwxyz bg:abcdefgijklnopqrstuvwxyz bh:abcdefghijlmnopqrstuvwxyz \
    bi:abdefghklmnopqrstuvwxyz bj:abcefghijklmnoprstuvwxyz bk:acdfghijklmnopqrstuvwxyz \
    bl:abcdefhijklmnopqrstvwxyz bm:abcdefghijklmnopqrstuvwxz bn:abcdefgijklmnopqrstuvwxyz \
    bo:abdefghijklmnopqrstuvwxyz bp:acdeghijklmnopqrstuvwxyz bq:abcdfghijklmnopqrstuvwxyz \
    br:abcdefghijklmnopqrstuvwxyz bs:abcefghijklmnopqrstuvwxy bt:acdefghijkmnopqrstuvwxyz \
    bu:abcdefghijklmnopqrstuvwxyz bv:abcdefghijklmnopqrtuvwxyz bw:abcdefghijklmnopqrstuwxyz \
    bx:abcdefghijklmnopqrsuvwz by:abcdefghijklmnopqrstvwxz bz:abcdefghijklmnopqrstuvwxyz \
    ca:abcdefghijklmnopqrstuvwxyz cb:abcdgijklnoqrstuvwy cc:cdeghjlmnoprs cd:acdefhijmnorsyz ce:abgklnsty \
    cf:adgm cg:acgk ch:abcdefghijklmnopqrtuvwxyz ci:abcdehkmnprwy cj:aehikmnopsvy ck:bhlmnoqrstuvxyz \
    cl:acdehijklmotuwy cm:acegilmnorst cn:abcghiklopqrstuwx co:abcdefghjklmnopqrstuvwxz cp:abcefginopsuxy cq:d \
    cr:abcdefghijklmnopqrstvwxyz cs:abcdefghijklmnopqrstuvwxyz ct:acdeghlmnopstuyz cu:abchijklopqrstuvwxy cv:gn \
    cw:abdegt cy:abmo cz:ehknot da:acdeghijklmnoqrsuvwxyz db:abdefgijlmnopqrtuvwy dc:cr dd:adegijnorsw \
    de:cdefghiklmnpqrsuvz dg:abcdeghiklnorstwxz dh:dgilmnorsuvwx di:abcdfghijklmnopqrsuvwxyz dj:abcdefijkmnoruw \
    dk:agkrsx dl:gkmn dm:abcdefgklmnorsuvwxy dn:adegijknortuvwy do:abcefhiklnopqrstvwxyz dp:p dr:abcdegilnoqstuy \
    ds:behilnoqz dt:abdhikmnoprstuy du:abcefghiklmnopqrstuvwxyz dv:a dw:akrsuwyz dy:abdgimnouy dz:aeglno ea:a \
    eb:cgkoru ec:rsy ee:e ef:aei eg:almoxy eh:su ei:ptv ej:a ek:aegiklmopry el:ehiklmoux em:abegikmnpqsuwxyz \
    en:abcdfghlmnoqruvwx eo:t ep:io er:aghikorstw es:eghiklmnoqstuxy et:bchnorstuxz eu:qs ev:ehn ew:eo ex:t \
    ey:ao ez:ae fa:abdfghijklmnoprstuxyz fb:l fc:s fe:r ff:im fg:r fi:aefjlnprtuw fk:kv fl:ahilnry fm:pu fn:bgi \
    fo:dimnrsx fp:e fq:s fr:acdekmopqrsty fs:els fu:bcdefhijlmnqrtuvy fv:r fw:ae ga:abcdefghijklmnopqrstuwxyz \
    gb:abdefghijklmnopqrsuvwxyz gc:cdeflnrt gd:abcdefghijklmnoqrstux ge:abcdfghijklmoqrsvwxyz gf:kt \
    gg:abdegkltuw gh:acehklnorst gi:abcdeghilmnpqrstuwxyz gj:kmnru gk:adenopu gl:abcdeghjkloruvwy \
    gm:abdeghlmnqruvwxyz gn:abcdeghijklmnoqrtuwz go:abcdefghijklmnopqrstuvwxyz gp:aen gq:ainru \
    gr:abcdeghijkmnoqrstuvwxyz gs:eglmnopsw gt:au gu:abcdefghijklmnopqrstuwxz gv:acefjlmnoprsy \
    gw:abcdefgijmnrtuwx gx:x gy:abdefgilmnoryz gz:ain ha:abcdefghijklmnopqrstuvwxyz hb:abnosu hc:ah hd:nsy \
    he:abdghimr hg:mw hh:iry hi:abdfghijklmnortwx hj:i hk:aehkns hl:abdetu hm:abcdefghijklmnopqrstuvwxyz \
    hn:adeghijnosu ho:abcdehijklmoprstvwyz hp:os hr:acekmoptuvwxz hs:bhlns ht:iosux hu:bcdefghijklmnopqrstuvwxyz \
    hv:ceknv hw:aco hy:aewx ia:inr ib:abdeghlmnoruy ic:aehlr id:abcdeiorstu if:abefkmuy ig:beglmnosw ih:bipw \
    ii:inr ij:cejnos ik:eikloprstuvwxz il:abegikmopsuv im:ailnorsty in:abcdeghjlmnopstz io:ruw ip:iko iq:uw \
    ir:aehiknoruxy is:acdeghiklmnortu it:abcdeiklmorstvwxyz iu:m iv:bv iw:kmos ix:cl iy:aox iz:hrz \
    ja:abcdefhjklmnoqstuvxyz jb:eijkmnortuw jc:st jd:agt je:behiklnrtu jg:beko jh:is ji:abcdeghilmoqtuvy jj:er \
    jk:amoprsu jl:es jm:abcdilnrswx jn:adgijls jo:bdgrsw jp:anrx jq:r jr:abrtu js:l ju:abcdhiklmnoprstuwy jv:dn \
    jw:i jy:aey ka:abcdefghijklmnopqrstuvwxyz kb:abcdeghijklmnopqrstuvwxyz kc:abcdefghijklmnopqrstuvwxyz \
    kd:acdefghijklmnopqrtuwxyz ke:abcdefghijklmnopqrstuvwxyz kf:abcdefghijklmnopqrstuvwxyz \
    kg:abefgijklmnopqrstuvwxy kh:abcdefghijklmnopqrstuvwxyz ki:abcdefghijklmnopqrstuvwxyz \
    kj:abcdeghijklmnopqrstuvxyz kk:abcdefghijklmnopqrstuvwxyz kl:abcdefghijklmnopqrstuvwxyz \
    km:abcdefghijklmnopqrstuvwxyz kn:abcdefgijklmnopqrstuvwxyz ko:acdefghiklmnopqrstuvwyz \
    kp:abcdefghijklmnoqrstuvwxyz kq:abcdefghijklmnopqrstuvwxyz kr:abcdefhijklnoprstuvwxyz \
    ks:abcdefghijklmnopqrstuvwxyz kt:abcdefghijklmnopqstuvwxyz ku:abcdefghijklmnopqrstuvwxyz \
    kv:abcdefghijklmnopqrtuvwxyz kw:abcdefghijklmnoprstuvwxyz kx:abcdfhijkmnopqrstvwxyz \
    ky:abcdefghijklmnopqrstuvwxyz kz:abcdefgiklmnopqrsuvwxyz la:abcdefghijlmnopqrstuvwxyz \
    lb:bcefgijklmnoqrstuvwxyz lc:cdefhlmpqs ld:abdghijklmnopq le:abcdefhijklmnopqrstuvwxyz lf:an \
    lg:abghiklmnoqrtuz lh:ahilmnpstu li:abcdefghjklmnopqrstuvwxyz lj:aeilpwx lk:abcdehijlmnorstuy \
    ll:abcdefghijklmnpqsux lm:abcdefghijklnopqruvwxy ln:abdghijlmnsuwz lo:abcefghijklmnopqrstuvwxyz lp:aenox \
    lq:r lr:acegiklmnortvz ls:abcdehilmnoprstvwy lt:cghinosuz lu:abcdefgijklmnopqrstuvwyz lv:aiksu \
    lw:aeghlmostuw lx:m ly:agn lz:hlnz ma:abcdefghijklmnopqrstuvwxyz mb:abcdefhijklmnopqrstuvwxyz \
    mc:abcdefghijklmnopqrstuvwxyz md:abcdefghijklmnpqrstuvwxyz me:abcdefhijklmnopqrstuvwyz \
    mf:abcdefghijklmnopqrstuvwxyz mg:abcdefghijklmnopqrstuvwyz mh:abcdefgijklmnopqrstuwxyz \
    mi:abcdefghijklmnopqrstuwxyz mj:bcdeghijklmnopqrstuvwxyz mk:abcdefghijklmnopqrstuvwxyz \
    ml:abcefghijklmnopqrstuvwxz mm:abcdefghijklmnopqrtuvwxyz mn:abcdefghijklmnopqrsuvwxyz \
    mo:acdeghijkmnopqrstuvwxyz mp:abcdeghijklmnopqrstuvwxyz mq:abcefghijklmnopqrstuvwxyz \
    mr:abcdefghijklmnopqrstuvwxyz ms:abcdefghijklmnopqrsuvwxyz mt:abcdefghijklmnopqrstuvwxy \
    mu:abcdeghijklmnopqrstuvxyz mv:abdefghiklnopqrstuvwxyz mw:abcefghiklmnopqrstuvwz \
    mx:abcdefghijklmnopqrstuvwxyz my:abcefghjklmnoprsuvwxyz mz:abcdeghijklmnopqrstuvwxyz \
    na:abcefghijklmnopqrstuvwxyz nb:abcdeghijklmnopqrstuvwy nc:abcdefghijklmnoqrstuxz \
    nd:abcdefghijklmnopqrstuvwxyz ne:abcdefghijkmnopqrstuvwxyz nf:adlru ng:abcdefghijklmnpqrstuvwxyz \
    nh:abcdefghikmnopqrtuvwxyz ni:abcdefghijklmnoqrstuvwxyz nj:abdhijlmnorstuxyz nk:abcdefghijkmnopqrstuvwxz \
    nl:acdegijklmoquvwxyz nm:abcdefghijklmnopqrstuvwxyz nn:abcdefghijklmnopqrtuvwyz no:abcdefghijklmnpqrstuvwyz \
    np:abghilnosuxy nq:gklmnoqty nr:abcefgiklmnprtuxz ns:abcdefghiklmnopqrstuvwxyz nt:degijkmopruwxyz \
    nu:abcdefghijklmnopqrstuvwxyz nv:hmo nw:abcegimorwxy nx:adegiklmnoqrx ny:abcdefghijklmnopqrstuvwxy \
    nz:abdikmsuyz oa:acrv ob:iklmortu oc:ahimou od:aktu of:osu og:bcegou oh:tu oi:aen oj:bcgipsvw \
    ok:abcdeghijklmnorsuvxz ol:adekmortu om:abcgiklnopqrtuvwxy on:abegijknoprstuwx oo:dgnrs op:akmoty \
    or:aceghimnorstuvwxyz os:acinopstux ot:abdeiklmnoqrstuwxyz ou:abeim ov:d ow:il oy:bdmy oz:m \
    pa:abcdefghiklmnopqrsuvwxyz pb:bcefghilmnoprstuvy pc:abcdefghijklmnpw pd:acinotu pe:abdefghijklmopqrsvxyz \
    pf:ael pg:adgiklnsuz ph:adghijklmnoqrtuvw pi:abcdefghjlmnoprstuvwxyz pj:t pk:abcghnoprstu \
    pl:abcdefghijklnoqrstuvwyz pm:abdefhijklmnoqrstwxyz pn:abcdeghijklmnopqrstuvwxyz po:cefghiklmnopqrstvwxyz \
    pp:eiklmnopqstu pq:aemw pr:acdefghiklmnopqrstuwxz ps:acdeghilmnopqrstuwy pt:ahinopqrtuvwy \
    pu:abcdefgijmopqrstuwxy pw:abgimnorw px:m py:emnsuxy pz:hn qu:abcdefghiklmnpqrsvwxyz qv:acehijlmnopswyz \
    qw:acehmst qx:achlnopqrstuw qy:ap ra:abcdfghijklmnopqrstuvwxyz rb:bklp rc:f rd:b re:abegijlmnrsty rg:aeknrsu \
    rh:gp ri:abflmnrtu rj:gis rk:abhimtw rm:abcdefghiklmnopqstuvwxyz rn:bdglnprw ro:abcdefghlmnopruw rp:nt \
    rr:iot rs:bklmn rt:chmsw ru:bcefghikmnopqstuyz rw:aklmor rx:dw ry:nsu rz:h sa:abcdefghijklmnoqrstuvwxyz \
    sb:abcdefghijklmnopqrstuvwxyz sc:befghiklnopqstuvwx sd:abcefghjklnopqrstuvxz se:abcdefghijklmnopqrstuvwyz \
    sf:bemsw sg:abcdeghijkmnprstuwxyz sh:abcdeghijklmnopqrstuvwxyz si:abdefghijklmnopqrstuvwxyz \
    sj:abdegklmnoprstuw sk:abcdefghijmnopqrstuvwxyz sl:acdefghijklmnopqrstuvwxyz sm:abcefghijklmnopqrstuvwxyz \
    sn:acdefgijklmnopqrsuvwxyz so:abcdeghijklmnopqrstuvwxyz sp:abcdegiklmnopqrstuvxy sq:ahijkmnoqrstux \
    sr:abcdefghiklmnopqrstuvwxyz ss:abcdefghijklmnopqrstuvwxyz st:abdefghijklmnopqrstuvwy su:abcegijknoqrstvwxyz \
    sv:abcekmsx sw:abcefghijklmnopqrstuvwxy sx:bcegklmnorsuw sy:abcdiklmnorswxy sz:abcdeglnpsvwy \
    ta:abcdefghijklmnopqrstuvwxyz tb:acdefghijklmnopqrstuvwxyz tc:abcdefghiklmnopqstuwxyz \
    td:abcdefghijklmnoqrstvxy te:abcdefghiklmnopqrstuvwxyz tf:inort tg:abcdefhijklnopqrstuvwxyz \
    th:adefhiklmnpqrstuvyz ti:abcfghijklmnopqrstuvwxyz tj:agijlmnopsuw tk:abdefglmnpqrstuvwxz \
    tl:abcdfghijklmnopqrstuvxy tm:abcdefghijklmnoqrstuvwyz tn:abcdghiklmnopqrstuvwxyz to:bcdfghijklmnopqrsuvwxyz \
    tp:acefgijklmnopqrtuvwxyz tq:blmnopqrtuw tr:abcdefghijklmnopqrstuvwxyz ts:abcdeghijklmnopqrstuvwxyz \
    tt:abcdefghijklmnopqrstuvwyz tu:abcdefghijklmnopqrstuvwxyz tv:adeklmnostuwxy tw:abcdefghilmnopqrtuwxy \
    tx:abceghijmnoqrstuxy ty:aehijlnprstuvxyz tz:ahjlmnox ua:mnr ub:ailruy ud:aegijlmu ue:s uf:i ug:abehnoy \
    uh:an ui:gsv uj:i uk:aghiklpqrsuvwy ul:abcefiklmnuw um:abcdgimnoprsu un:adegikmnruxz uo:n up:iv \
    ur:abcdefghijklmnoprtuvwxyz us:ahikpsu ut:aehpru uu:mru uv:ehl uw:a uy:a uz:bns va:aefghijlmnoprsuvy vb:bk \
    ve:cdlmnopr vg:rt vi:cdefglnstv vk:ajklmnoptuz vl:ps vm:abcdefghijklmpqrsuvwxyz vn:kmp vo:lrt vr:aost vs:ilv \
    vt:o vu:mnt vw:a wa:abcdefghijklmnopqrstuvwxyz wb:abefhijklmpqrstvw wc:ai wd:dgjktuy we:acdghilmnoprstuw \
    wf:g wg:abgiouy wh:agku wi:bcefghijklmnruvy wj:ai wk:abdlruwy wl:aceghiklmnorsuvwxy wm:abcdeghimnostwx \
    wn:bcdegikmnopuwy wo:abcdefgiklmnorswy wp:c wr:bghiklmnoprsuvwxyz ws:agikrsuv wt:fhikmw wu:abdhlmnrtuvxy \
    ww:aborw wx:aw wy:bimnry xa:abcdegijklmnopqrstuvwy xb:bcdegijmnoprwy xc:bceghlmnortuvwy xd:ackmoqy \
    xe:bdglmprstu xf:a xg:abdfgilmnruw xh:acdemortuv xi:bilnrsvy xj:bt xk:abcdefgijklnopqrstuvwxyz \
    xl:abcdeginopsuy xm:abcdefghjklmnopqrstuvwxyz xn:abdghijkmnoqrstuyz xo:cdgikmnoprw \
    xp:abcdefghijklmnopqrstuvwxyz xq:at xr:abdegimnrtuw xs:abcdehijlmnopqrsuvy xt:abcdeghijlmnopqrstuvwy \
    xu:abdgjlmnoprtu xv:einos xw:acdegjklortw xx:bkmrt xy:abjklty xz:hmp ya:abcdefghijklmnopqrstuvwxyz \
    yb:abehijklmnoxy yc:hlnp yd:adegk ye:aceijlrstuvy yg:ailmprsuw yh:adls yi:adfghijklmnpqrstuvxz \
    yk:agiklmnortuy yl:abegilmnoruy ym:bcdeghiklmnopqrsxz yn:adegklnoqsu yo:bgiklmnrtxy yp:abghkmnopz \
    yr:abeklmnoswy ys:cdglmnoprsy yt:alpwy yu:abcdefgijklmnpqrtwxyz yv:at yw:aglnqrtuw yx:aglmuy yy:ruz yz:gk \
    za:abcdefghijklmopqrstuvwxyz zb:aceltuw zc:adh zd:j ze:aghn zg:abhmnr zh:abdinowx zi:abklmnwz \
    zk:abdghknoprtuvz zl:aejmnqsw zm:abcdefghijklmnopqrstuvwxyz zn:adegks zo:chmoqrs \
    zp:abcdefghijklmnopqrstuvwxyz zq:e zr:agnops zs:aklmru zt:eglmnpqstuxy zu:ahlmny zw:a zx:x zy:bgjnp zz:aj";

/// Scripts.
pub(super) const SCRIPTS: &str = "\
    Adlm Afak Aghb Ahom Arab Aran Armi Armn Avst Bali Bamu Bass Batk Beng Bhks Blis Bopo Brah Brai Bugi Buhd \
    Cakm Cans Cari Cham Cher Cirt Copt Cprt Cyrl Cyrs Deva Dsrt Dupl Egyd Egyh Egyp Elba Ethi Geok Geor Glag \
    Goth Gran Grek Gujr Guru Hanb Hang Hani Hano Hans Hant Hatr Hebr Hira Hluw Hmng Hrkt Hung Inds Ital Jamo \
    Java Jpan Jurc Kali Kana Khar Khmr Khoj Kitl Kits Knda Kore Kpel Kthi Lana Laoo Latf Latg Latn Leke Lepc \
    Limb Lina Linb Lisu Loma Lyci Lydi Mahj Mand Mani Marc Maya Mend Merc Mero Mlym Modi Mong Moon Mroo Mtei \
    Mult Mymr Narb Nbat Newa Nkgb Nkoo Nshu Ogam Olck Orkh Orya Osge Osma Palm Pauc Perm Phag Phli Phlp Phlv \
    Phnx Piqd Plrd Prti Qaaa Qabx Rjng Roro Runr Samr Sara Sarb Saur Sgnw Shaw Shrd Sidd Sind Sinh Sora Sund \
    Sylo Syrc Syre Syrj Syrn Tagb Takr Tale Talu Taml Tang Tavt Telu Teng Tfng Tglg Thaa Thai Tibt Tirh Ugar \
    Vaii Visp Wara Wole Xpeo Xsux Yiii Zinh Zmth Zsye Zsym Zxxx Zyyy Zzzz";

/// Countries and their like, with the regions that are not countries (`EU`, `UN`) and that never are one (`ZZ`).
pub(super) const REGIONS: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY \
    BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK \
    FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR \
    IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK \
    ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM \
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF \
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW AA AC AN \
    BU CP CS DD DG EA EU EZ FX IC NT SU TA TP UN YD YU ZR ZZ";
